"""The words of the data in both languages: names of yearly scores, of their series and units, and remarks.

They stand in the raw table `texts`, so that a row with new words needs no code. What the code itself says belongs to
`analysis.words`.
"""

from typing import Any, NamedTuple

import pandas as pd

from analysis.facts.tables import Tables, once
from analysis.vocabulary import Language, TextKind

KINDS = {
    "indicator_id": TextKind.INDICATOR,
    "series": TextKind.SERIES,
    "unit": TextKind.UNIT,
    "note": TextKind.REMARK,
    "statement": TextKind.REMARK,
}
"""The columns, of whatever table, whose texts are said in both languages."""


class Text(NamedTuple):
    """A text of the data, as it stands there."""

    kind: TextKind
    text: str


def texts_in(frame: pd.DataFrame) -> dict[Text, tuple[str, Any]]:
    """Find the texts of a frame that are said in both languages, each with its column and the first row that has it."""
    found: dict[Text, tuple[str, Any]] = {}
    for column in [name for name in frame if name in KINDS and len(frame)]:
        for row, text in frame[column].dropna().items():
            found.setdefault(Text(KINDS[column], text), (column, row))
    return found


def shown(tables: Tables, *frames: pd.DataFrame) -> pd.DataFrame:
    """Pick from the table `texts` those that stand in some frames: kind, text, english, indonesian, sorted."""
    rows, positions = _in_order(tables)
    asked = {positions[text] for frame in frames for text in texts_in(frame) if text in positions}
    return rows.take(sorted(asked)).reset_index(drop=True)


@once
def _in_order(tables: Tables) -> tuple[pd.DataFrame, dict[Text, int]]:
    """Sort the texts, and give the position of each."""
    texts = tables["texts"]
    rows = texts.assign(english=texts["english"].fillna(texts["text"])).sort_values(["kind", "text"], ignore_index=True)
    return rows, {Text(*pair): at for at, pair in enumerate(zip(rows["kind"], rows["text"], strict=True))}


def said(texts: pd.DataFrame, language: str) -> dict[Text, str]:
    """Say texts, as `shown` gives them, in one language."""
    column = texts[Language(language).name.lower()]
    return {Text(*key): told for *key, told in zip(texts["kind"], texts["text"], column, strict=True)}
