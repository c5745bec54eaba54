"""Keywords of the door's methods: one that there is not is answered with the nearest that there is.

Which values a keyword takes belongs to `analysis.analyst.filters`.
"""

from collections.abc import Callable
from functools import wraps
from inspect import isfunction, signature
from typing import Any, TypeVar

from analysis.errors import Refused
from analysis.reports.parameters import nearest

Owner = TypeVar("Owner")


def advising(function: Callable[..., Any], called: str) -> Callable[..., Any]:
    """Refuse a keyword that a function doesn't take, in one line, in place of Python's TypeError."""
    taken = [name for name in signature(function).parameters if name != "self"]

    @wraps(function)
    def advised(*given: Any, **named: Any) -> Any:
        for name in named:
            if name not in taken:
                raise Refused(f"{called} takes no {name!r}; {nearest(name, taken)}")
        return function(*given, **named)

    return advised


def all_advising(owner: type[Owner]) -> type[Owner]:
    """Decorate a class: each of its public methods refuses a keyword that it doesn't take."""
    for name, method in list(vars(owner).items()):
        if isfunction(method) and not name.startswith("_"):
            setattr(owner, name, advising(method, f"d.{name}"))
    return owner
