"""Rules of the data's own words: what readers see of them is there in both languages."""

import csv
import io
from collections.abc import Iterator

import pandas as pd

from analysis.errors import Fault, fault
from analysis.facts.texts import Text, texts_in

Faults = Iterator[Fault]


def texts_in_both_languages(
    editions: pd.DataFrame,
    figures: pd.DataFrame,
    claims: pd.DataFrame,
    indicators: pd.DataFrame,
    texts: pd.DataFrame,
) -> Faults:
    """What readers see of the data's own words has a row in both languages, and each such row is used."""
    told = {Text(*pair) for pair in texts[["kind", "text"]].dropna().itertuples(index=False)}
    languages = [f"<{column.capitalize()}>" for column in texts.columns.drop(["kind", "text"])]
    needed: set[Text] = set()
    tables = {"editions": editions, "figures": figures, "claims": claims, "indicators": indicators}
    for name, frame in tables.items():
        used = texts_in(frame)
        needed |= used.keys()
        for text, (column, row) in used.items():
            if text not in told:
                file, line = row if isinstance(row, tuple) else (f"{name}.csv", row)
                missing = "{column} '{value}' is not in both languages: add to texts.csv the row {row}"
                yield fault(file, line, missing, column, value=text.text, row=_row(*text, *languages))
    for line, kind, text in texts[["kind", "text"]].dropna().itertuples():
        if Text(kind, text) not in needed:
            unused = "{column} '{value}' is no {kind} of the data: correct it or remove its row"
            yield fault("texts.csv", line, unused, "text", value=text, kind=kind)


def _row(*cells: str) -> str:
    written = io.StringIO()
    csv.writer(written, lineterminator="").writerow(cells)
    return written.getvalue()
