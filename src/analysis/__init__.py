"""Analytics of the national competition on handling public complaints, edition after edition.

An analyst begins with `import analysis as tr` and `d = tr.data()`; what else is offered stands in `__all__`.

Each package here is a room with a charter in its first lines, and uses only rooms below it; `docs/architecture.md`
draws them all. What was found, in `facts`, leads over `competition` and `statistics`, whose results `prepare` writes, to
`findings`, and from there to `pages`, `reports` and `analyst`. The package imports nothing before it is asked for, so that
the command line starts quickly.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from analysis import findings, pages
    from analysis.analyst import KIND_COLOURS, STATUS_COLOURS, Chart, Data, Frame, Interval, Truth, data, house
    from analysis.errors import Refused

__all__ = [
    "KIND_COLOURS",
    "STATUS_COLOURS",
    "Chart",
    "Data",
    "Frame",
    "Interval",
    "Refused",
    "Truth",
    "data",
    "findings",
    "house",
    "pages",
]
ROOMS = ("findings", "pages")
"""The rooms that are offered as they are, since notebooks of reports are made of them."""


def __getattr__(name: str) -> Any:
    """Load what is offered, or a room, when it is first asked for."""
    if name == "Refused":
        return import_module("analysis.errors").Refused
    if name in __all__ and name not in ROOMS:
        return getattr(import_module("analysis.analyst"), name)
    try:
        return import_module(f"analysis.{name}")
    except ModuleNotFoundError as error:
        if error.name != f"analysis.{name}":
            raise
    raise import_module("analysis.errors").NoSuchName("analysis", name, __all__)


def __dir__() -> list[str]:
    """Offer these names in completion, and nothing else."""
    return sorted(__all__)
