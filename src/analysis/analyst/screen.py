"""What the explorer shows of a choice: headline, strips, chart and tables as HTML, and the code that gives the same.

A pure function of the data and the choice, so that what stands on the screen is never older than what was chosen. The
controls belong to `analysis.analyst.explorer`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import Literal

import pandas as pd

from analysis import folders
from analysis.analyst import show
from analysis.analyst.asked import InLanguage, OfStage, OfTrack, Strength
from analysis.analyst.charts import Chart
from analysis.analyst.door import Data
from analysis.analyst.subjects import Region
from analysis.display import pictures
from analysis.vocabulary import Language, Level, Stage, Status, Track
from analysis.words.language import Words
from analysis.words.vocabulary import Vocabulary


@dataclass(frozen=True)
class Choice:
    """What was chosen."""

    regions: tuple[str, ...]
    editions: tuple[int, ...]
    """Some of the editions, in order; none chosen means all."""
    stage: OfStage = "finalist"
    track: OfTrack | Literal[""] = ""
    """The list whose names are shown; '' for all lists."""
    evidence: Strength = "all"
    language: InLanguage = "en"
    supposed: tuple[str, int] | tuple[()] = ()
    """The region that is supposed to be one of the missing names, and the edition; empty for none."""


class Code(str):
    """A piece of code, shown as it is written."""

    __slots__ = ()

    def __repr__(self) -> str:
        return str(self)


def code(choice: Choice, opened: Data) -> Code:
    """Write the code that gives what is on the screen. Takes the data that the controls were opened with."""
    lines = ["import analysis as tr", "", *_opening(choice, opened)]
    if choice.supposed:
        name, year = choice.supposed
        lines.append(f"d = d.suppose({_quoted(name)}, {year})")
    editions = list(choice.editions) or None
    some = "" if editions is None else f", editions={editions}"
    lines += [f"region = d.region({_quoted(name)}{some})" for name in choice.regions[:1]]
    if choice.regions:
        names = ", ".join(map(_quoted, choice.regions))
        lines.append(f'chart = d.compare({names}{some}, stage="{choice.stage}")')
        edition = "" if editions is None else f", edition={editions}"
        lines.append(f'status = d.status(name=[{names}]{edition}, stage="{choice.stage}")')
        track = f', track="{choice.track}"' if choice.track else ""
        lines.append(
            f'names = d.names(province=[*status["province"].unique()]{edition}, stage="{choice.stage}"{track})'
        )
    return Code("\n".join(lines))


def _opening(choice: Choice, opened: Data) -> Iterator[str]:
    """Write how the data are opened, with what was supposed and added before the controls were opened."""
    raw = opened._folders.raw
    other = "" if raw == folders.folders().raw else f", raw={_quoted(str(raw))}"
    language = "" if choice.language == Language.ENGLISH.value else f', language="{choice.language}"'
    yield f'd = tr.data("{choice.evidence}"{other}{language})'
    for each in opened.supposed:
        yield f"d = d.suppose({_quoted(each.name)}, {each.edition}{', winner=True' if each.winner else ''})"
    for own in opened.own_scores:
        yield f"# d = d.with_scores(...), as before: {own.said(Words(Language.ENGLISH))}"


def _quoted(name: str) -> str:
    return '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'


def html(data: Data, choice: Choice) -> str:
    """Show a choice. Takes the data at its level of evidence, in its language, with what it supposes."""
    return show.framed("".join(_parts(data, choice)))


def _parts(data: Data, choice: Choice) -> Iterator[str]:
    if not choice.regions:
        yield "<p>…</p>"
        return
    editions = list(choice.editions) or None
    regions = [data.region(name, editions) for name in choice.regions]
    yield "".join(f"<p><strong>{escape(each.said(data._words))}</strong></p>" for each in data.supposed)
    yield "".join(map(_headed, regions))
    yield inline(data.compare(*choice.regions, editions=editions, stage=choice.stage))
    yield _in_words(statuses(data, choice), data, choice).to_html(border=0, index=False)
    where = data.status(name=choice.regions).drop_duplicates("name").set_index("name")["province"]
    provinces = list(dict.fromkeys(where[list(choice.regions)]))
    names = data.names(province=provinces, edition=editions, stage=choice.stage, track=choice.track or None)
    columns = ["edition", "list", "name", "kind", "aspect", "publishers"]
    shown = _in_words(pd.DataFrame(names)[columns], data, choice)
    title = data._words.say(
        "Names that are known of {provinces}: {number}", provinces=data._words.listing(provinces), number=len(names)
    )
    yield f"<details><summary>{escape(title)}</summary>{shown.to_html(border=0, index=False, na_rep='–')}</details>"
    yield f"<p><small>{escape(made_from(data, choice))}</small></p>"


def still(data: Data, choice: Choice) -> str:
    """Show a choice where there are no widgets: strips and statuses."""
    regions = [data.region(name, list(choice.editions) or None) for name in choice.regions]
    strips = "".join(map(_headed, regions))
    table = _in_words(statuses(data, choice), data, choice).to_html(border=0, index=False)
    return show.framed(f"{strips}{table}<p><small>{escape(made_from(data, choice))}</small></p>")


def _headed(region: Region) -> str:
    return f"<p><strong>{escape(region.headline)}</strong></p>{region.strip}"


def statuses(data: Data, choice: Choice) -> pd.DataFrame:
    """Give the statuses of the regions chosen in the editions chosen, at the stage chosen."""
    found = data.status(name=choice.regions, edition=list(choice.editions) or None, stage=choice.stage)
    rows = pd.DataFrame(found)[["name", "edition", "status", "missing", "size", "publishers"]]
    order = rows["name"].map(choice.regions.index)  # as they were picked, and as the chart has them
    return rows.assign(order=order).sort_values(["order", "edition"], ignore_index=True).drop(columns="order")


def _in_words(rows: pd.DataFrame, data: Data, choice: Choice) -> pd.DataFrame:
    """Say columns and closed words in the reader's language."""
    named, say = Vocabulary(data._words), data._words.say
    rows = rows.copy()
    if "status" in rows:
        rows["status"] = [named.status(Status(each), Stage(choice.stage)) for each in rows["status"]]
    if "kind" in rows:
        rows["kind"] = [named.level(Level(each)) for each in rows["kind"]]
    headings = {
        "name": say("Institution"), "edition": say("Edition"), "status": say("Status"), "missing": say("Missing"),
        "size": say("Size"), "publishers": say("Publishers"), "list": say("List"), "kind": say("Kind"),
        "aspect": say("Aspect"),
    }  # fmt: skip
    return rows.rename(columns=headings)


def made_from(data: Data, choice: Choice) -> str:
    """Say what stands on the screen: what was chosen, and what the data are."""
    named = Vocabulary(data._words)
    editions = ", ".join(map(str, choice.editions))
    of_lists = [named.stage(Stage(choice.stage)), named.track(Track(choice.track)) if choice.track else ""]
    return " · ".join(filter(None, [", ".join(choice.regions), editions, *of_lists, data.made_from]))


def inline(chart: Chart) -> str:
    """Draw a chart as SVG whose colours follow JupyterLab's theme."""
    drawn = show.by_theme(pictures.svg(chart.figure))
    label = escape(chart.alternative, quote=True)
    return drawn.replace("<svg ", f'<svg role="img" aria-label="{label}" ', 1)
