"""A frame that is shown whole: no text of it is shortened, and all stand to the left.

A frame of results, which says what it was made from, is `analysis.analyst.frame`.
"""

from typing import Self

import pandas as pd


class Whole(pd.DataFrame):  # type: ignore[misc]  # pandas has no types here
    """A frame whose texts are shown whole, however long they are."""

    @property
    def _constructor(self) -> type[Self]:
        return type(self)

    def __repr__(self) -> str:
        return str(self.to_string(max_colwidth=None))

    def _repr_html_(self) -> str:
        rule, columns = texts_to_the_left(self)
        with pd.option_context("display.max_colwidth", None):
            return f"{rule}{self.to_html(border=0, notebook=True, show_dimensions=False, classes=columns)}"


def texts_to_the_left(frame: pd.DataFrame) -> tuple[str, str]:
    """Give the rule by which the texts of a table stand to the left, as JupyterLab has all to the right, and its class."""
    texts = [at for at, kind in enumerate(frame.dtypes, 1) if not pd.api.types.is_numeric_dtype(kind)]
    name = "-".join(["texts", *map(str, texts)])
    cells = ", ".join(f".{name} td:nth-of-type({at}), .{name} th:nth-of-type({at + 1})" for at in texts)
    return (f"<style>{cells} {{ text-align: left; }}</style>" if texts else ""), name
