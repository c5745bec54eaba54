"""The notebooks of the project as they are committed: their names, parameters and sources.

They are read as plain JSON, once, since looking at them must be quick and what is hashed must be what runs. Running them
belongs to `analysis.reports.make_report`.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from analysis.errors import Fault, Message, Refused, fault, refusal
from analysis.reports import parameters
from analysis.reports.parameter_sets import DEFAULTS
from analysis.reports.parameters import Parameter

FOLDER = "notebooks"
GUIDES = ("questions", "explore")
"""The notebooks that are no reports: they show what can be asked, and are executed and compared as the others are."""
METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}
"""What a notebook says of itself."""


@dataclass(frozen=True)
class Notebook:
    """A notebook that can be run with parameters."""

    name: str
    path: Path
    parameters: Mapping[str, Parameter]
    """With the declared defaults, by which reports are made whatever the notebook's own cell says."""
    digest: str
    """Hash of what decides its outputs: the cells' kinds, tags and sources, not the outputs it was committed with; and the
    modules beside one of one's own."""
    source: bytes = field(repr=False)
    """The file as it was read."""
    own: str = ""
    """How it is named where it lies outside of the project's folder of notebooks: its path. Such a notebook may have any
    parameters and defaults, and rests on no findings."""
    modules: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    """The Python files beside one of one's own, by name, as they were read: what it imports as in JupyterLab."""
    error: Refused | None = None
    """Why it can't be run with parameters, if it can't: a draft beside the others stops none of them."""

    @property
    def place(self) -> str:
        """How messages name it."""
        return self.own or f"{FOLDER}/{self.path.name}"


def read(project: Path, own: Iterable[str] = ()) -> dict[str, Notebook]:
    """Read all notebooks of a project by name, those that can't be understood with their error.

    `own` are the paths of more, anywhere, from the project's folder if they are not absolute. Raises Refused for two of
    one name.
    """
    found = {path.stem: read_one(path, f"{FOLDER}/{path.name}") for path in sorted((project / FOLDER).glob("*.ipynb"))}
    for written in dict.fromkeys(own):
        path = (project / written).resolve()
        if path.parent == (project / FOLDER).resolve():
            continue
        if path.stem in found:
            told = "{path}: another notebook is called {name} as well: {other}"
            raise refusal(told, path=written, name=repr(path.stem), other=found[path.stem].place)
        found[path.stem] = _with_modules(replace(read_one(path, written), own=written))
    return found


def _with_modules(notebook: Notebook) -> Notebook:
    """Read the modules beside a notebook, what an editor hides there apart; which it imports only running it could tell."""
    try:
        files = sorted(notebook.path.parent.glob("[!.]*.py"))
        modules = {path.name: path.read_bytes() for path in files}
    except OSError as error:
        unread = refusal("{path}: can't be read: {error}", path=error.filename, error=error.strerror)
        return replace(notebook, error=notebook.error or unread)
    found = hashlib.sha256(notebook.digest.encode())
    for name, content in modules.items():
        found.update(f"\0{name}\0{hashlib.sha256(content).hexdigest()}".encode())
    return replace(notebook, modules=modules, digest=found.hexdigest())


def read_one(path: Path, place: str) -> Notebook:
    """Read a notebook, with its error if it can't be understood; `place` names it in messages."""
    source = b""
    try:
        source = path.read_bytes()
        told = [[cell["cell_type"], _tags(cell), "".join(cell["source"])] for cell in json.loads(source)["cells"]]
        digest = hashlib.sha256(json.dumps(told).encode()).hexdigest()
        written = parameters.read(_parameters_cell(source), place)
    except OSError as error:
        unread = refusal("{path}: can't be read: {error}", path=place, error=error.strerror)
        return _unsound(path, source, unread)
    except (ValueError, KeyError, TypeError, AttributeError):
        return _unsound(path, source, refusal("{path}: is not a notebook of Jupyter's format 4", path=place))
    except Refused as error:
        return _unsound(path, source, error)
    declared = {name: each if place != f"{FOLDER}/{path.name}" else _declared(each) for name, each in written.items()}
    return Notebook(path.stem, path, declared, digest, source)


def name_of(written: str) -> str:
    """Give the name of a notebook that reports.yml or a command line names, itself or by its path."""
    return Path(written).stem if is_path(written) else written


def is_path(written: str) -> bool:
    """Whether a notebook is named by its path."""
    return written.endswith(".ipynb")


def find(notebooks: Mapping[str, Notebook], name: str, place: str | Message) -> Notebook:
    """Find a notebook by its name, or refuse it with the nearest one."""
    if name not in notebooks:
        advice = parameters.nearest(name, notebooks)
        raise refusal("{place}: there is no notebook {name}; {advice}", place=place, name=repr(name), advice=advice)
    if error := notebooks[name].error:
        raise error
    return notebooks[name]


def guides(notebooks: Mapping[str, Notebook]) -> list[Notebook]:
    """List the guides that there are, in their order."""
    return [notebooks[name] for name in GUIDES if name in notebooks]


def faults(notebooks: Iterable[Notebook]) -> list[Fault | Refused]:
    """Find the notebooks whose parameters cell is missing, can't be understood, or says another default than declared.

    Whoever tries something out in JupyterLab leaves such a default behind; reports go by the declared one.
    """
    found: list[Fault | Refused] = []
    for notebook in notebooks:
        if notebook.error:
            found.append(notebook.error)
            continue
        written = parameters.read(_parameters_cell(notebook.source), notebook.place)
        if not written:
            found.append(fault(notebook.place, 0, "has no cell tagged parameters, or nothing in it"))
        other = "parameter {name} is {default} by default, declared is {declared}"
        found += [
            fault(notebook.place, 0, other, name=name, default=repr(each.default), declared=repr(DEFAULTS[name]))
            for name, each in written.items()
            if name in DEFAULTS and not notebook.own and each.default != DEFAULTS[name]
        ]
    return found


def _declared(written: Parameter) -> Parameter:
    default = DEFAULTS.get(written.name, written.default)
    return replace(written, default=default) if parameters.fits(written, default) else written


def _unsound(path: Path, source: bytes, error: Refused) -> Notebook:
    return Notebook(path.stem, path, {}, hashlib.sha256(source).hexdigest(), source, error=error)


def _parameters_cell(source: bytes) -> str:
    cells = json.loads(source)["cells"]
    return "\n".join("".join(cell["source"]) for cell in cells if "parameters" in _tags(cell))


def _tags(cell: Mapping[str, Any]) -> list[str]:
    return sorted(cell.get("metadata", {}).get("tags", []))
