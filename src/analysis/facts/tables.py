"""The processed tables in memory, and what is made of whole tables, once for all pages of a process.

Which tables there are and how they come to lie here belongs to `analysis.prepare`, what is made of them to whoever
asks.
"""

from collections.abc import Callable, Hashable, Iterator, Mapping
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

import pandas as pd

Tables = Mapping[str, pd.DataFrame]

Asked = TypeVar("Asked", bound=Tables)
Given = ParamSpec("Given")
Made = TypeVar("Made")


class Prepared(Tables):
    """The processed tables by name; what is done to a frame that comes from here changes nothing here."""

    def __init__(self, frames: Tables) -> None:
        self._frames = dict(frames)
        self.made: dict[Hashable, Any] = {}

    def __getitem__(self, name: str) -> pd.DataFrame:
        return self._frames[name].copy(deep=False)  # copies on write

    def __iter__(self) -> Iterator[str]:
        return iter(self._frames)

    def __len__(self) -> int:
        return len(self._frames)


def once(make: Callable[Concatenate[Asked, Given], Made]) -> Callable[Concatenate[Asked, Given], Made]:
    """Keep with prepared tables what is made of them: hundreds of regions ask the same.

    The arguments besides the tables must be hashable. Of tables that are not `Prepared`, and so may change, it is made
    each time.
    """

    @wraps(make)
    def kept(tables: Asked, /, *given: Given.args, **named: Given.kwargs) -> Made:
        if not isinstance(tables, Prepared):
            return make(tables, *given, **named)
        key = make, given, tuple(named.items())
        if key not in tables.made:
            tables.made[key] = make(tables, *given, **named)
        made: Made = tables.made[key]
        return cast("Made", made.copy(deep=False)) if isinstance(made, pd.DataFrame) else made

    return kept
