"""What all findings have, and how they show themselves: a line a field, with its value or its rows, and what it means.

What a field means stands below it in the code of its class.
"""

import ast
import dataclasses
import inspect
import textwrap
from itertools import pairwise

import pandas as pd

from analysis.vocabulary import Evidence

VALUE, MEANING = 24, 110
"""Characters of a value, and of what it means, before the end is left out."""


class Described:
    """What all findings are: a dataclass whose fields have texts below them."""

    def fields(self) -> list[str]:
        """Name what was found: what is its own before what all have."""
        names = [field.name for field in dataclasses.fields(self)]  # type: ignore[arg-type]
        return sorted(names, key=lambda name: name not in inspect.get_annotations(type(self)))

    def __repr__(self) -> str:
        means, fields = meanings(type(self)), self.fields()
        width = max(map(len, fields))
        lines = (
            f"  {name:{width}}  {_cut(_shown(getattr(self, name)), VALUE):{VALUE}}  {_cut(means.get(name, ''), MEANING)}"
            for name in fields
        )
        return "\n".join([type(self).__name__, *map(str.rstrip, lines)])


@dataclasses.dataclass(frozen=True, repr=False)
class Findings(Described):
    """What the findings of every page have."""

    evidence: Evidence
    """The level of evidence that was asked for."""
    texts: pd.DataFrame
    """The words of the data that the page shows, in both languages: `texts.shown`."""
    sources: pd.DataFrame
    """The pages that this rests on, numbered: `citations.cited`."""


def meanings(described: type[Described]) -> dict[str, str]:
    """Read what the fields of a class mean from the texts below them."""
    classes = [each for each in described.__mro__ if dataclasses.is_dataclass(each)]
    return {name: means for each in reversed(classes) for name, means in _meanings(each).items()}


def _meanings(described: type) -> dict[str, str]:
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
