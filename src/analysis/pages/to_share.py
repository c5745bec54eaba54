"""What may be quoted of a page, what must not be made of it, and how it is cited, in one language.

It is made of what the page says already: its title, its first sentence with its mark, its date, its sources. Where it
stands on the page belongs to `analysis.reports.site.sharing`.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from analysis.vocabulary import Status
from analysis.words import phrases
from analysis.words.language import Words

NAMED = 3
"""Publishers that a quotation names."""
WON = "won"
"""The state of a square of an edition that was won; the others are those of `Status`."""


@dataclass(frozen=True)
class Said:
    """What a page says first."""

    title: str
    lead: str
    mark: str = ""
    """How firm the first sentence is."""
    dated: str = ""
    publishers: Sequence[str] = ()
    """Of its sources, each as often as it stands there."""
    states: Mapping[str, str] = field(default_factory=dict)
    """What each edition was for the region, if the page is about one."""


def quotation(said: Said, words: Words) -> str:
    """Give the sentences that may be quoted: the first of the page, how firm it is, of when, and by whom."""
    sentences = [said.lead, said.mark and f"({said.mark}.)"]
    number, names = len(said.publishers), list(dict.fromkeys(said.publishers))
    if number:
        named = words.listing(names if len(names) <= NAMED else [*names[:NAMED], words.say("others")])
        sentences.append(
            words.plural("One source: {publishers}.", "{number} sources: {publishers}.", number, publishers=named)
        )
    if said.dated:
        sentences.append(f"{said.dated}.")
    return " ".join(filter(None, sentences))


def not_to_be_said(said: Said, words: Words) -> str:
    """Give the sentence that must not be made of the page."""
    say, title = words.say, said.title
    if not said.states:
        return say("Don't write one number where a range is given, and don't leave out how many names are missing.")
    unknown = [edition for edition, state in said.states.items() if state == Status.UNKNOWN]
    if unknown:
        return say(
            "Don't write that {title} was not placed in {years}: names are still missing, and one may be its own.",
            title=title,
            years=phrases.either(map(int, unknown), words),
        )
    if {WON, Status.PLACED} & set(said.states.values()):
        return say(
            "Don't write that {title} came first, or 25th: a list says who was chosen, in no order.", title=title
        )
    return say("Don't write that {title} took part and lost: who took part was never published.", title=title)


def citation(said: Said, address: str, words: Words) -> str:
    """Give the page as a list of references would have it."""
    parts = [words.say("Regional Trends"), said.title, said.dated, address]
    return ". ".join(filter(None, parts)) + "."


def bibtex(said: Said, address: str, key: str, words: Words) -> str:
    """Give the page as an entry of BibTeX; `key` is plain letters, digits, signs such as - and /."""
    fields = {
        "author": f"{{{words.say('Regional Trends')}}}",
        "title": f"{{{_in_latex(said.title)}}}",
        "note": _in_latex(said.dated),
        "url" if "://" in address else "howpublished": address if "://" in address else _in_latex(address),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@misc{{{key},", *lines, "}"])


def _in_latex(text: str) -> str:
    return re.sub(r"([&%$#_{}])", r"\\\1", text)


def labels(words: Words) -> dict[str, str]:
    """Give the headings and links around it."""
    return {
        "quote": words.say("Safe to quote"),
        "cite": words.say("Cite this page"),
        "licence": words.say("Code and pages are under the MIT licence; facts keep the credits of their sources."),
        "report": words.say("Report an error on this page"),
    }
