"""Phrases and sections that several pages share: statuses, levels, footers, the table of sources."""

from collections.abc import Iterable, Sequence

import pandas as pd

from analysis.data.citations import SourceIds
from analysis.display.blocks import Cell, Heading, Paragraph, Shown, Table
from analysis.vocabulary import TextKind
from analysis.words.language import Words
from analysis.words.ranges import DASH


def status_word(status: str, stage: str, words: Words) -> str:
    """Say a status of a stage in two or three words."""
    say = words.say
    if stage == "winner":
        return {
            "placed": say("winner"),
            "not_placed": say("not a winner"),
            "unknown": say("unknown"),
            "not_eligible": say("could not take part"),
        }[status]
    return {
        "placed": say("finalist"),
        "not_placed": say("not placed"),
        "unknown": say("unknown"),
        "not_eligible": say("could not take part"),
    }[status]


def level_word(level: str, words: Words) -> str:
    """Name a level of institutions."""
    say = words.say
    return {
        "ministry": say("ministry"),
        "agency": say("agency"),
        "soe": say("state-owned enterprise"),
        "province": say("province"),
        "regency": say("regency"),
        "city": say("city"),
        "unit": say("service unit"),
    }[level]


def track_word(track: str, words: Words) -> str:
    """Name a track of lists, or one that selectivity is given for."""
    say = words.say
    return {
        "all": say("all institutions"),
        "general": say("government institutions, general"),
        "outstanding": say("Outstanding Achievement"),
        "unit": say("service units"),
        "institutions": say("government institutions"),
        "units": say("service units"),
        "edition": say("whole edition"),
    }[track]


def evidence_sentence(evidence: str, words: Words) -> str:
    """Say which evidence a page rests on."""
    say = words.say
    return {
        "all": say("Evidence: every page that states or implies a place."),
        "stated": say("Evidence: only what a page states; what is merely implied is left out."),
        "corroborated": say("Evidence: only what two publishers or more state."),
    }[evidence]


def sentence_case(text: str) -> str:
    """Begin with a capital letter and leave the rest as it is: BUMN stays BUMN."""
    return text[:1].upper() + text[1:]


def standing_sentence(standing: str, words: Words) -> str:
    """Say how firm a headline is."""
    say = words.say
    return {
        "certain": say("Standing: certain, also on the strictest evidence."),
        "holds": say("Standing: holds on the evidence we have."),
        "open": say("Standing: open, since names are missing."),
    }[standing]


def kind_in_plural(kind: str, words: Words) -> str:
    """Name a kind of region, several of them."""
    say = words.say
    return {"province": say("provinces"), "regency": say("regencies"), "city": say("cities")}[kind]


def kinds_counted(kind: str, number: int, words: Words) -> str:
    """Count regions of a kind."""
    return {
        "province": words.plural("one province", "{number} provinces", number),
        "regency": words.plural("one regency", "{number} regencies", number),
        "city": words.plural("one city", "{number} cities", number),
    }[kind]


def years(editions: Iterable[int], words: Words) -> str:
    """Enumerate editions."""
    return words.listing(str(int(each)) for each in editions)


def either(editions: Iterable[int], words: Words) -> str:
    """Enumerate editions of which something is denied."""
    return words.listing((str(int(each)) for each in editions), style="or")


def times(number: int, words: Words) -> str:
    """Say how often, in words up to four."""
    say = words.say
    return {1: say("once"), 2: say("twice"), 3: say("three times"), 4: say("four times")}.get(
        number, say("{number} times", number=number)
    )


def numbers_of(source_ids: Iterable[SourceIds], sources: pd.DataFrame) -> tuple[int, ...]:
    """Give the numbers under which the pages of some source_ids stand in the table of sources."""
    number = dict(zip(sources["source_id"], sources["number"], strict=True))
    return tuple(sorted({number[page] for pages in source_ids for page in pages}))


def source_line(source_ids: Iterable[SourceIds], sources: pd.DataFrame, words: Words) -> str:
    """Name the publishers that a figure rests on, the first three of them."""
    used = sources[sources["number"].isin(numbers_of(source_ids, sources))]
    publishers = list(dict.fromkeys(used["publisher"]))
    if not publishers:
        return words.say("No source.")
    if len(publishers) > 4:
        rest = words.say("{number} others", number=len(publishers) - 3)
        publishers = [*publishers[:3], rest]
    return words.say("Source: {publishers}.", publishers=words.listing(publishers))


def completeness(editions: pd.DataFrame, words: Words) -> str:
    """Say how many names of each edition are known; takes edition, places and known."""
    parts = [
        words.say("{known} of {places} ({edition})", known=row.known, places=row.places, edition=str(row.edition))
        for row in editions.itertuples()
    ]
    return words.say("Finalists' names known: {parts}.", parts=words.listing(parts))


def lengths_known(words: Words) -> str:
    """Say how complete the numbers of places are: `lists` asks for the length of each list."""
    return words.say("The length of every list is known.")


def data_date(sources: pd.DataFrame, words: Words) -> str:
    """Say the date of the newest source of a page that bears one."""
    dates = sources["published_on"].dropna()
    if dates.empty:
        return ""
    # Of dates such as 2022-06 and 2022-06-12 the fuller one is the later in text order, and says more.
    return words.say("Newest dated source: {date}.", date=words.date(max(dates)))


def opening(title: str, subtitle: str, sources: pd.DataFrame, evidence: str, words: Words) -> list[Shown]:
    """Open a page: its title, what it is about, the date of its data and the evidence it rests on."""
    facts = " ".join(filter(None, [subtitle, data_date(sources, words), evidence_sentence(evidence, words)]))
    return [Heading(title, level=1), Paragraph(facts, kind="about")]


def sources_section(sources: pd.DataFrame, words: Words) -> list[Shown]:
    """Close a page: the pages that its numbers rest on."""
    say = words.say
    kinds = {"official": say("official"), "news": say("news")}
    rows: list[Sequence[str | Cell]] = []
    for row in sources.sort_values("number").itertuples():
        titled = row.title if isinstance(row.title, str) else say("(no title shown)")
        url = row.url if isinstance(row.url, str) else ""
        dated = words.date(row.published_on) if isinstance(row.published_on, str) else DASH
        rows.append(
            (
                Cell(str(row.number), anchor=f"source-{row.number}"),
                row.publisher,
                Cell(titled, url=url) if url else say("{title} (printed)", title=titled),
                dated,
                kinds[row.kind],
            )
        )
    columns = [say("No."), say("Publisher"), say("Page"), say("Date"), say("Kind")]
    return [
        Heading(say("Sources")),
        Paragraph(say("Every number on this page rests on these pages; small numbers in the text lead here.")),
        Table(say("Sources used"), columns, rows, numeric=(0,)),
    ]


def indicator_name(indicator_id: str, words: Words) -> str:
    """Name an indicator."""
    return words.text(TextKind.INDICATOR, indicator_id)


def series_name(series: str, words: Words) -> str:
    """Name a series of scores."""
    return words.text(TextKind.SERIES, series)


def unit_name(unit: str, words: Words) -> str:
    """Name the unit of a score."""
    return words.text(TextKind.UNIT, unit)


def measure_word(measure: str, words: Words) -> str:
    """Name what a figure counts."""
    say = words.say
    return {
        "registered": say("registered"),
        "registered_institutions": say("registered institutions"),
        "registered_units": say("registered service units"),
        "assessed": say("assessed"),
    }[measure]


def use_word(preferred: int, in_range: int, words: Words) -> str:
    """Say what use is made of a figure."""
    if preferred:
        return words.say("used")
    return words.say("counts for the range") if in_range else words.say("left out")
