"""What a page has for those who share or quote it: what its head tells of it, what may be quoted, how it is cited.

The sentences belong to `analysis.pages.to_share`, the card that a shared link shows to `card`, and where all this stands
to the template.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from os.path import relpath
from pathlib import Path
from typing import Any
from urllib.parse import quote

from analysis.facts.institutions import slug
from analysis.pages import to_share
from analysis.pages.to_share import Said
from analysis.reports.site.content import Block
from analysis.reports.site.links import Links
from analysis.reports.site.published import CARD, INDEX
from analysis.reports.subjects import SUBJECTS
from analysis.reports.yml import Site
from analysis.words.language import Words

LONGEST = 300
"""Letters of a description; what search engines and messengers show is shorter still."""


@dataclass(frozen=True, kw_only=True)
class Head:
    """What the head of a page tells of it."""

    title: str
    description: str
    own: str
    """The address of the page itself."""
    twins: dict[str, str]
    """The addresses of the page by language, its own among them."""
    card: str
    """The address of its card; '' if none is made."""
    locale: str
    kind: str = "article"
    """What Open Graph calls a page of its kind."""


@dataclass(frozen=True, kw_only=True)
class Sharing(Head):
    """All that the template of a report asks for."""

    quotation: str
    not_to_be_said: str
    citation: str
    bibtex: str
    contact: str
    """Where an error is reported; '' if nobody has said."""


def said(blocks: Iterable[Block], title: str, lead: str, notebook: str = "") -> Said:
    """Take from the blocks of a page what it says first, with the sources that this rests on."""
    told: dict[str, Any] = {"title": title, "lead": lead, "notebook": notebook, "states": {}}
    name, cited = title, None
    sources: dict[int, tuple[str, str | None]] = {}
    for block in blocks:
        role = block.get("role", "")
        if role == "lead" and cited is None:
            cited = set(block.get("sources", []))
            told["mark"] = block.get("mark", "")
        elif role == "dated":
            told.setdefault("dated", block["text"])
        elif role == "name":
            name = block["text"]
        elif block["kind"] == "strip":
            told["states"][name] = {square["edition"]: square["state"] for square in block["squares"]}
        elif block["kind"] == "table":
            sources |= _sources(block)
    used = [source for number, source in sorted(sources.items()) if number in (cited or ())]
    return Said(
        **told, publishers=[publisher for publisher, _ in used], dates=[date for _, date in used if date is not None]
    )


def _sources(table: Block) -> dict[int, tuple[str, str | None]]:
    """Give publisher and date of each source by its number; nothing where this is not the table of sources.

    A row of that table begins with the number, to which notes lead, and the publisher.
    """
    rows = table["rows"]
    dated = [column["keys"] for column in table["columns"] if column["keys"] and not column["number"]]
    dates = dated[0] if dated else [None] * len(rows)
    return {
        int(row[0]["text"]): (row[1]["text"], date)
        for row, date in zip(rows, dates, strict=True)
        if row[0]["anchor"].startswith("source-")
    }


def head(file: str, title: str, description: str, words: Words, languages: Iterable[str], site: Site) -> Head:
    """Tell what a page beside the reports is. Takes its place in the folder of its language; '' for the page above all."""
    language = words.language
    own = f"{language}/{file}" if file else INDEX

    def address(path: str) -> str:
        return f"{site.url}/{path}" if site.url else relpath(path, Path(own).parent)

    return Head(
        title=title,
        description=description,
        own=address(own),
        twins={each: address(f"{each}/{file or INDEX}") for each in languages},
        card=address(f"{language}/{CARD}"),
        locale=str(words.locale),
        kind="website",
    )


def sharing(of: Said, links: Links, words: Words) -> Sharing:
    """Put together what a page has for those who share or quote it."""
    own, site = links.path.rpartition("/")[2], links.site.url

    def address(relative: str, path: str) -> str:
        return f"{site}/{quote(path)}" if site else relative

    twins = {words.language: own, **links.twins}
    kind = SUBJECTS[links.notebook].heading(words) if links.notebook in SUBJECTS else ""
    named = list(dict.fromkeys([of.title, kind, words.say("Regional Trends")]))
    cited = address(links.path, links.path)
    card = links.files.get("png", "")
    return Sharing(
        title=" · ".join(filter(None, named)),
        description=of.lead if len(of.lead) <= LONGEST else of.lead[: LONGEST - 1] + "…",
        own=address(own, links.path),
        twins={
            language: address(relative, f"{language}/{links.path.partition('/')[2]}")
            for language, relative in sorted(twins.items())
        },
        card=card and address(card, f"{links.path.rpartition('/')[0]}/{card}"),
        locale=str(words.locale),
        quotation=to_share.quotation(of, words) if of.lead else "",
        not_to_be_said=to_share.not_to_be_said(of, words),
        citation=to_share.citation(of, cited, words),
        bibtex=to_share.bibtex(of, cited, slug(links.path.removesuffix(".html")) or "report", words),
        contact=links.site.contact,
    )
