"""What may be quoted of a page, what must not be made of it, and how it is cited, in one language.

It is made of what the page says already: its title, its first sentence with its mark and its sources, its date. Where it
stands on the page belongs to `analysis.reports.site.sharing`.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from analysis.display.states import WON
from analysis.vocabulary import Status
from analysis.words import phrases
from analysis.words.language import Words

NAMED = 3
"""Publishers that a quotation names."""
INDICATORS = "indicators"
"""The notebook on yearly scores, which says nothing of lists."""


@dataclass(frozen=True)
class Said:
    """What a page says first."""

    title: str
    lead: str
    mark: str = ""
    """How firm the first sentence is."""
    dated: str = ""
    """Which of all its sources is the newest."""
    publishers: Sequence[str] = ()
    """Of the sources of its first sentence, each as often as it stands there."""
    dates: Sequence[str] = ()
    """Of the same, those that bear one, in ISO form."""
    states: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """What each edition was for each region, if the page is about some."""
    notebook: str = ""


def quotation(said: Said, words: Words) -> str:
    """Give the sentences that may be quoted: the first of the page, how firm it is, by whom, and of when."""
    sentences = [said.lead, said.mark and f"({said.mark}.)"]
    number, names = len(said.publishers), list(dict.fromkeys(said.publishers))
    if number:
        named = words.listing(names if len(names) <= NAMED else [*names[:NAMED], words.say("others")])
        sentences.append(
            words.plural("One source: {publishers}.", "{number} sources: {publishers}.", number, publishers=named)
        )
    if newest := phrases.newest(said.dates, words):
        sentences.append(f"{newest}.")
    return " ".join(filter(None, sentences))


def not_to_be_said(said: Said, words: Words) -> str:
    """Give the sentence that must not be made of the page."""
    say = words.say
    if said.notebook == INDICATORS:
        return say("Don't write that these scores stand for all regions: known are only those that somebody printed.")
    if not said.states:
        return say("Don't write one number where a range is given, and don't leave out how many names are missing.")
    unknown: dict[tuple[int, ...], list[str]] = {}
    for name, states in said.states.items():
        if editions := tuple(int(edition) for edition, state in states.items() if state == Status.UNKNOWN):
            unknown.setdefault(editions, []).append(name)
    if unknown:
        return " ".join(
            say(
                "Don't write that {names} was not placed in {years}: names are still missing, and one may be that of "
                "{names}.",
                names=words.listing(names, style="or"),
                years=phrases.either(editions, words),
            )
            for editions, names in unknown.items()
        )
    names = words.listing(said.states, style="or")
    if any({WON, Status.PLACED} & set(states.values()) for states in said.states.values()):
        return say(
            "Don't write that {names} came first, or 25th: a list says who was chosen, in no order.", names=names
        )
    return say("Don't write that {names} took part and lost: who took part was never published.", names=names)


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
