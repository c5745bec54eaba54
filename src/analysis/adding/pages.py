"""The page that new rows rest on: one of `sources.csv`, or a new one with an identifier made from its address.

What a fact rests on is cited by `analysis.facts.citations`.
"""

import re
from dataclasses import dataclass
from itertools import count
from urllib.parse import urlsplit

from analysis.adding.rows import Row
from analysis.errors import Refused
from analysis.facts.rules.sources import same_page
from analysis.facts.tables import Tables
from analysis.vocabulary import SourceKind


@dataclass(frozen=True)
class Page:
    """What is told of a page."""

    source: str
    """A source_id that is there, or an address."""
    publisher: str = ""
    title: str = ""
    published_on: str = ""


def is_known(tables: Tables, source: str) -> bool:
    """Whether a source is a row of `sources` already, by its identifier or its address."""
    return _known(tables, source) is not None


def _known(tables: Tables, source: str) -> str | None:
    sources = tables["sources"]
    if source in set(sources["source_id"]):
        return source
    if "://" not in source:
        return None
    same = [
        page for page, url in sources[["source_id", "url"]].dropna().itertuples(index=False) if same_page(url, source)
    ]
    return same[0] if same else None


def page(tables: Tables, told: Page) -> tuple[str, list[Row]]:
    """Give the identifier of a page, and its row where it is new.

    Raises Refused for what is neither an identifier of `sources` nor an address, and for an address without publisher.
    """
    if known := _known(tables, told.source):
        return known, []
    host = (urlsplit(told.source).hostname or "").removeprefix("www.") if "://" in told.source else ""
    if not host:
        raise Refused(f"source '{told.source}' is neither a source_id of sources.csv nor an address such as https://…")
    if not told.publisher:
        raise Refused(
            f"source '{told.source}' has no publisher: name the owner of the site, such as {usual_publisher(told.source)}"
        )
    taken = set(tables["sources"]["source_id"])
    stem = re.sub(r"[^a-z0-9]+", "-", host.casefold()).strip("-")
    source_id = next(each for number in count(1) if (each := stem if number == 1 else f"{stem}-{number}") not in taken)
    kind = SourceKind.OFFICIAL if host.endswith(".go.id") else SourceKind.NEWS
    row = {
        "source_id": source_id,
        "publisher": told.publisher,
        "title": told.title,
        "published_on": told.published_on,
        "kind": kind.value,
        "url": told.source,
    }
    return source_id, [row]


def usual_publisher(address: str) -> str:
    """Name the site of an address, as the publishers of most pages are named: of www.example.co.id, example.co.id."""
    return (urlsplit(address).hostname or "").removeprefix("www.")
