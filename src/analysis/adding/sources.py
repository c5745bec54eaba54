"""The source that new rows rest on: one of `sources.csv`, or a new one with an identifier made from its address.

What a fact rests on is cited by `analysis.facts.citations`.
"""

import re
from dataclasses import dataclass
from itertools import count
from urllib.parse import urlsplit

from analysis.adding.rows import Row
from analysis.errors import refusal
from analysis.facts.rules.sources import same_page, usual_publisher
from analysis.facts.tables import Tables
from analysis.vocabulary import SourceKind


@dataclass(frozen=True)
class Source:
    """What is told of a source."""

    source: str
    """A source_id that is there, or an address."""
    publisher: str = ""
    title: str = ""
    published_on: str = ""


def is_new(tables: Tables, source: str) -> bool:
    """Whether a source is an address that `sources` lacks.

    Raises Refused for what is neither an identifier of `sources` nor an address.
    """
    if _known(tables, source) is not None:
        return False
    if not _host(source):
        raise refusal(
            "source '{source}' is neither a source_id of sources.csv nor an address such as https://…", source=source
        )
    return True


def _known(tables: Tables, source: str) -> str | None:
    sources = tables["sources"]
    if source in set(sources["source_id"]):
        return source
    if "://" not in source:
        return None
    same = [
        source_id
        for source_id, url in sources[["source_id", "url"]].dropna().itertuples(index=False)
        if same_page(url, source)
    ]
    return same[0] if same else None


def source_of(tables: Tables, told: Source) -> tuple[str, list[Row]]:
    """Give the identifier of a source, and its row where it is new.

    Raises Refused for what is neither an identifier of `sources` nor an address, and for an address without publisher.
    """
    if not is_new(tables, told.source):
        return str(_known(tables, told.source)), []
    if not told.publisher:
        raise refusal(
            "source '{source}' has no publisher: name the owner of the site, such as {usual}",
            source=told.source,
            usual=usual_publisher(tables["sources"], told.source),
        )
    taken = set(tables["sources"]["source_id"])
    host = _host(told.source)
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


def _host(source: str) -> str:
    return (urlsplit(source).hostname or "").removeprefix("www.") if "://" in source else ""
