"""Rules of sources: one owner and one page are never taken for two witnesses."""

import re
from collections import Counter
from collections.abc import Iterator
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

import pandas as pd

from analysis.errors import Fault, fault, warning
from analysis.facts.dates import is_date

Faults = Iterator[Fault]
SECOND_LEVELS = {"ac", "biz", "co", "com", "desa", "go", "mil", "my", "net", "or", "org", "ponpes", "sch", "web"}
"""Names below a country's, as go in go.id, under which a site has its own."""
HOSTERS = {"blogspot.com", "wordpress.com"}
"""Sites each of whose names below is somebody's own."""
WITHOUT_MEANING = re.compile(r"utm_\w+|fbclid|gclid|amp|share|page|outputType")
"""Parameters of an address that lead to the same page, or to another part of it."""


def pages_stand_once(sources: pd.DataFrame) -> Faults:
    """A page is one source, whatever form its address has; nor has a publisher two pages of one title and date."""
    pages = sources["url"].dropna().map(_page)
    told = set()
    for line, page in pages[pages.duplicated()].items():
        first = pages.index[pages == page][0]
        told.add(line)
        same = "{column} '{value}' is the page of line {first} already: keep one of the two, and its source_id"
        yield fault("sources.csv", line, same, "url", value=sources.loc[line, "url"], first=first)
    dated = sources.dropna(subset=["publisher", "title", "published_on"])
    titles = dated["title"].str.casefold().str.split().str.join(" ")
    keys = pd.Series(list(zip(dated["publisher"], titles, dated["published_on"], strict=True)), dated.index)
    for line, key in keys[keys.duplicated()].items():
        if line not in told:
            twin = "{column} '{value}' has publisher and date of line {first} as well: is it the same page?"
            first = keys.index[[each == key for each in keys]][0]
            yield warning("sources.csv", line, twin, "title", value=sources.loc[line, "title"], first=first)


def publishers_have_one_name(sources: pd.DataFrame) -> Faults:
    """A publisher is written in one way, with or without www., capitals, and the end of its address."""
    names = sources.dropna(subset=["publisher"]).drop_duplicates("publisher")["publisher"]
    plain = names.map(_publisher)
    first = dict(zip(reversed(plain.tolist()), reversed(list(names.items())), strict=True))
    for line, name in names.items():
        at, other = first[plain[line]]
        if other != name:
            twice = "{column} '{value}' seems to be '{other}' of line {first}, and would count as a second witness: write it in one way"
            yield warning("sources.csv", line, twice, "publisher", value=name, other=other, first=at)


def publishers_own_their_sites(sources: pd.DataFrame) -> Faults:
    """All pages of a site have one publisher, and one that is named by its address has its pages there."""
    there = _on_sites(sources)
    hosts = there["url"].map(_host)
    sites = hosts.map(_site)
    usual = {site: _most(names) for site, names in there.groupby(sites)["publisher"]}
    plain = {name: _publisher(name) for name in there["publisher"].unique()}
    for (line, name), host, site in zip(there["publisher"].items(), hosts, sites, strict=True):
        other = usual[site]
        if plain[other] != plain[name]:
            owner = "{column} '{value}': other pages of {site} have the publisher '{other}', and the two would count as two witnesses"
            yield warning("sources.csv", line, owner, "publisher", value=name, site=site, other=other)
        elif "." in name and not f".{host}".endswith(f".{name.casefold().removeprefix('www.')}"):
            elsewhere = "{column} '{value}' is not the site of its page, which is {site}"
            yield warning("sources.csv", line, elsewhere, "publisher", value=name, site=site)


def sources_are_used(
    sources: pd.DataFrame,
    edition_facts: pd.DataFrame,
    organisers: pd.DataFrame,
    lists: pd.DataFrame,
    aspects: pd.DataFrame,
    open_slots: pd.DataFrame,
    evidence: pd.DataFrame,
    figures: pd.DataFrame,
    claims: pd.DataFrame,
    indicators: pd.DataFrame,
) -> Faults:
    """Each page is there for something that rests on it."""
    resting = (edition_facts, organisers, lists, aspects, open_slots, evidence, figures, claims, indicators)
    used = pd.concat([frame["source_id"] for frame in resting])
    if not used.isin(sources["source_id"]).all():
        return  # one that is misspelled there may be the one that seems to be used by nothing
    for line, source_id in sources.loc[~sources["source_id"].isin(used), "source_id"].dropna().items():
        unused = "{column} '{value}': nothing rests on this page; add what it says, or remove the row"
        yield warning("sources.csv", line, unused, "source_id", value=source_id)


def evidence_is_not_older(evidence: pd.DataFrame, lists: pd.DataFrame, sources: pd.DataFrame) -> Faults:
    """A page tells of no list that was published in a later year."""
    editions = evidence["list_id"].map(lists.drop_duplicates("list_id").set_index("list_id")["edition"])
    dates = evidence["source_id"].map(sources.drop_duplicates("source_id").set_index("source_id")["published_on"])
    dated = evidence.assign(date=dates, edition=editions)[dates.map(is_date, na_action="ignore").eq(True)]
    older = dated[(dated["date"].str[:4].astype("int64") < dated["edition"]).fillna(False)]
    told = older[["source_id", "date", "edition"]].drop_duplicates()  # of the many names on a page the first
    for line, source_id, date, edition in told.itertuples():
        before = "{column} '{value}' is of {date}, before the edition of {edition}: is it about another one?"
        yield warning("evidence.csv", line, before, "source_id", value=source_id, date=date, edition=edition)


def usual_publisher(sources: pd.DataFrame, url: str) -> str:
    """Name the publisher of a page as those of its site are named; on a site without pages, by the site's own name."""
    there = _on_sites(sources)
    site = _site(_host(url))
    names = there.loc[there["url"].map(lambda each: _site(_host(each))) == site, "publisher"]
    return _most(names) if len(names) else site


def _on_sites(sources: pd.DataFrame) -> pd.DataFrame:
    return sources[sources["publisher"].notna() & sources["url"].str.contains("://", na=False)]


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")


def _most(names: pd.Series) -> str:
    return str(Counter(names).most_common(1)[0][0])


def _page(url: str) -> str:
    """Level the forms of an address that lead to the same page."""
    parts = urlsplit(unquote(url))
    host = re.sub(r"^(?:www|m|amp)\.", "", (parts.hostname or "").casefold())
    path = re.sub(r"/(?:index\.(?:html?|php))?$", "", re.sub(r"/amp(?=/|$)", "", re.sub(r"/+", "/", parts.path)))
    query = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if not WITHOUT_MEANING.fullmatch(pair[0])]
    return f"{host}{path}?{urlencode(sorted(query))}"


def _site(host: str) -> str:
    """Give the site of a host: sumbar.antaranews.com is of antaranews.com, ppid.solok.go.id of solok.go.id."""
    labels = host.casefold().split(".")
    below_country = len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in SECOND_LEVELS
    site = ".".join(labels[-3 if below_country else -2 :])
    return host if site in HOSTERS else site


def _publisher(name: str) -> str:
    """Level the ways to write a publisher: that of www.Example.co.id is example."""
    plain = re.sub(r"^(?:https?://)?(?:www\.)?", "", name.casefold().strip()).rstrip("/")
    if re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)+", plain):
        labels = plain.split(".")[:-1]
        plain = ".".join(labels[:-1] if len(labels) > 1 and labels[-1] in SECOND_LEVELS else labels)
    return re.sub(r"[^a-z0-9]+", "", plain)


def same_page(one: str, other: str) -> bool:
    """Whether two addresses lead to the same page."""
    return _page(one) == _page(other)
