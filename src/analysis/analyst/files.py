"""Results as files: a workbook with sources and notes, as reports have it, or a page in any format of theirs.

How a workbook or a page is laid out belongs to `analysis.reports.site`.
"""

from pathlib import Path
from typing import Any

import nbformat
import pandas as pd

from analysis.analyst.columns import title_of, told_of
from analysis.analyst.told import Told
from analysis.display.blocks import BLOCK, Heading, Paragraph, Shown
from analysis.display.tables import Column, Kind, Table
from analysis.errors import Refused
from analysis.vocabulary import Language
from analysis.words.phrases import sentence_case


def write_workbook(rows: pd.DataFrame, told: Told, path: Path) -> None:
    """Write a frame as a workbook: the table, the pages that it rests on, and what its columns mean."""
    from analysis.reports.site.workbook import workbook  # here, as few ask for it

    title = sentence_case((told.name or path.stem).replace("_", " "))
    row = title_of(told.name)
    about = " · ".join(filter(None, [f"one row: {row}" if row else "", told.asked, told.made_from]))
    rows = (rows if rows.index.name is None else rows.reset_index()).rename(columns=str)
    cited = _cited(rows, told.sources)
    numbers = dict(zip(cited["source_id"], cited["number"], strict=True)) if len(cited) else {}
    shown: list[Shown] = [Heading(title, 1), Paragraph(about), _table(title, rows, numbers)]
    if len(cited):
        shown.append(_table("Sources", cited[["number", "publisher", "title", "published_on", "url"]], {}))
    means = told_of(told.name, rows.columns)["means"]
    shown += [Paragraph(f"{column}: {said}") for column, said in means.items() if said]
    facts = {
        "title": title,
        "author": "Regional Trends",
        "description": about,
        "language": Language.ENGLISH,  # of the columns' names and what they mean
        "dated": "",
        "evidence": "",
    }
    _save(path, "xlsx", workbook((each._repr_mimebundle_()[1][BLOCK] for each in shown), facts))


def _cited(rows: pd.DataFrame, sources: pd.DataFrame | None) -> pd.DataFrame:
    """Number the pages that rows rest on, in the order of the sources."""
    if sources is None or "source_ids" not in rows:
        return pd.DataFrame()
    used = {page for pages in rows["source_ids"] for page in pages}
    cited = sources[sources["source_id"].isin(used)]
    return cited.assign(number=range(1, len(cited) + 1))


def _table(caption: str, rows: pd.DataFrame, numbers: dict[str, int]) -> Table:
    pages = "source_ids" if numbers else ""
    columns = [
        Column(str(name), name, _written, Kind.NUMBER if pd.api.types.is_numeric_dtype(rows[name]) else Kind.TEXT)
        for name in rows
        if name != "source_ids"
    ]
    first, *others = columns
    return Table(
        caption, rows, [Column(first.heading, first.fields, _written, first.kind, sources=pages), *others], numbers
    )


def _written(value: Any) -> str:
    return "; ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def write_page(notebook: nbformat.NotebookNode, path: Path, kind: str, language: str, evidence: str) -> None:
    """Write an executed notebook as a report of one format: html, xlsx or pdf."""
    from analysis.reports.site.formats import rendered  # here, since it loads what renders pages
    from analysis.reports.site.links import Links

    links = Links(files={} if kind == "html" else {kind: path.name}, path=path.name)
    made, *_ = rendered(notebook, {"language": language, "evidence": evidence}, links)
    _save(path, kind, made[kind])


def _save(path: Path, kind: str, content: bytes) -> None:
    if path.suffix != f".{kind}":
        raise Refused(f"{path}: its name would end in .{kind}")
    try:
        path.write_bytes(content)
    except OSError as error:
        raise Refused(f"{path}: can't be written: {error.strerror}") from None
