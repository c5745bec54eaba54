"""Findings that show themselves in a notebook: a line a field, with its value or its rows, and what it means.

What a field means stands below it in the code of its class.
"""

import ast
import dataclasses
import inspect
import textwrap
from itertools import pairwise

import pandas as pd

VALUE, MEANING = 24, 110
"""Characters of a value, and of what it means, before the end is left out."""


class Described:
    """What all findings are: a dataclass whose fields have texts below them."""

    def __repr__(self) -> str:
        means = meanings(type(self))
        fields = [field.name for field in dataclasses.fields(self)]  # type: ignore[arg-type]
        width = max(map(len, fields))
        lines = (
            f"  {name:{width}}  {_cut(_shown(getattr(self, name)), VALUE):{VALUE}}  {_cut(means.get(name, ''), MEANING)}"
            for name in fields
        )
        return "\n".join([type(self).__name__, *map(str.rstrip, lines)])


def meanings(described: type) -> dict[str, str]:
    """Read what the fields of a class mean from the texts below them."""
    body = next(node.body for node in ast.parse(inspect.getsource(described)).body if isinstance(node, ast.ClassDef))
    found = {}
    for field, text in pairwise(body):
        if isinstance(field, ast.AnnAssign) and isinstance(text, ast.Expr) and isinstance(text.value, ast.Constant):
            found[ast.unparse(field.target)] = " ".join(str(text.value.value).split())
    return found


def _cut(text: str, width: int) -> str:
    return textwrap.shorten(text, width, placeholder=" …")


def _shown(value: object) -> str:
    if isinstance(value, pd.DataFrame):
        return f"{len(value)} row{'' if len(value) == 1 else 's'}"
    return str(value)
