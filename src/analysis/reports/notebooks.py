"""The notebooks of the project as they are committed: their names, parameters and sources.

They are read as plain JSON, since looking at them must be quick. Running them belongs to `analysis.reports.make_report`.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from analysis.errors import Refused
from analysis.reports import parameters
from analysis.reports.parameters import Parameter

FOLDER = "notebooks"


@dataclass(frozen=True)
class Notebook:
    """A notebook that can be run with parameters."""

    name: str
    path: Path
    parameters: Mapping[str, Parameter]
    digest: str
    """Hash of what decides its outputs: the cells' kinds, tags and sources, not the outputs it was committed with."""

    @property
    def place(self) -> str:
        """How messages name it."""
        return f"{FOLDER}/{self.path.name}"


def read(project: Path) -> dict[str, Notebook]:
    """Read all notebooks of a project by name."""
    return {path.stem: _notebook(path) for path in sorted((project / FOLDER).glob("*.ipynb"))}


def find(notebooks: Mapping[str, Notebook], name: str, place: str) -> Notebook:
    """Find a notebook by its name, or refuse it with the nearest one."""
    if name not in notebooks:
        raise Refused(f"{place}: there is no notebook {name!r}; {parameters.nearest(name, notebooks)}")
    return notebooks[name]


def _notebook(path: Path) -> Notebook:
    place = f"{FOLDER}/{path.name}"
    try:
        cells = json.loads(path.read_bytes())["cells"]
        told = [[cell["cell_type"], _tags(cell), "".join(cell["source"])] for cell in cells]
    except OSError as error:
        raise Refused(f"{place}: can't be read: {error.strerror}") from None
    except (ValueError, KeyError, TypeError):
        raise Refused(f"{place}: is not a notebook of Jupyter's format 4") from None
    tagged = [source for _kind, tags, source in told if "parameters" in tags]
    digest = hashlib.sha256(json.dumps(told).encode()).hexdigest()
    return Notebook(path.stem, path, parameters.read("\n".join(tagged), place), digest)


def _tags(cell: Mapping[str, Any]) -> list[str]:
    return sorted(cell.get("metadata", {}).get("tags", []))
