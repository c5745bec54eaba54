"""What a table must look like: its columns with their types and right values, and its key; and whether a frame does.

How a column is said belongs to `analysis.facts.columns`, which tables there are to `analysis.facts.schemas` and
`analysis.statistics.schemas`, and how raw cells, which may be anything, are read against them to `analysis.facts.cells`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd


class SchemaError(ValueError):
    """A frame is not what its schema says: one that was worked out, so the code is wrong, not the data."""


@dataclass(frozen=True)
class Check:
    """What the values of a column must be besides their type."""

    holds: Callable[[pd.Series], pd.Series]
    """Takes values, none of them missing, and says of each whether it is right."""
    error: str
    """What a wrong value "is not", as a template."""
    named: Mapping[str, object] = field(default_factory=dict)
    """What the template names."""
    allowed: Sequence[str] = ()
    """All values that are right, where these can be listed."""


@dataclass(frozen=True)
class Column:
    """A column of a table."""

    dtype: str
    description: str
    check: Check | None = None
    nullable: bool = False
    refers_to: str | None = None
    """The column of a table in which its values stand, as `lists.list_id`."""
    prose: bool = False
    """Whether it has texts in any letters; others are names and identifiers, with only the characters of a keyboard."""


@dataclass(frozen=True)
class Schema:
    """A table: its name, what one row is, the columns of its key (none where rows may be alike), and its columns."""

    name: str
    row: str
    key: Sequence[str]
    columns: Mapping[str, Column]

    def conform(self, frame: pd.DataFrame) -> pd.DataFrame:
        """Give a frame the types of its columns, which those of one without rows lack, and check it.

        Raises SchemaError, naming the table and the column, if it is not what the schema says.
        """
        if set(frame.columns) != set(self.columns):
            odd = ", ".join(sorted(set(frame.columns) ^ set(self.columns)))
            raise SchemaError(f"{self.name}: only one of the frame and its schema has {odd}")
        try:
            frame = frame.astype({name: column.dtype for name, column in self.columns.items()})
        except (TypeError, ValueError) as error:
            raise SchemaError(f"{self.name}: {error}") from None
        for name, column in self.columns.items():
            values = frame[name].dropna()
            if len(values) < len(frame) and not column.nullable:
                raise SchemaError(f"{self.name}.{name}: is missing in {len(frame) - len(values)} rows")
            if column.check and not (right := column.check.holds(values).astype(bool)).all():
                raise SchemaError(f"{self.name}.{name}: {values[~right].iloc[0]!r} {column.check.error}")
        if self.key and frame.duplicated(list(self.key)).any():
            raise SchemaError(f"{self.name}: {', '.join(self.key)} is not unique")
        return frame
