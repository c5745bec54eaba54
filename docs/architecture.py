"""Draw the rooms of the package as they are: `make docs` writes `docs/architecture.md` from the code.

The order of the rooms comes from `pyproject.toml`, where import-linter holds it; the arrows come from the imports, and
what a room is for from the first line of its docstring.
"""

import ast
import tomllib
from pathlib import Path

import grimp

PROJECT = Path(__file__).resolve().parents[1]
PACKAGE = PROJECT / "src" / "analysis"
PAGE = PROJECT / "docs" / "architecture.md"

INTRODUCTION = """\
# Architecture

<!-- Made from the code by `make docs`. Change it there, not here. -->

    data/raw/*.csv ── check ──► data/processed/*.parquet ──► notebooks/ (papermill) ──► reports/ (HTML)
    facts with sources          tidy, typed, derived         text, tables, charts        what a reader opens

The package `analysis` has {count} rooms. An arrow leads from a room to one that it uses; an arrow that follows from others is
left out. No arrow leads up: import-linter holds the order in `make test`, and `pyproject.toml` says it. `engine` has no arrow:
papermill finds it by its entry point, and it uses no other room.
"""


def page() -> str:
    """Draw the rooms as a Mermaid diagram, and say what each is for, as Markdown."""
    floors = _floors()
    rooms = [room for floor in floors for room in floor]
    arrows = _needed(_imports(rooms), rooms)
    lines = [*rooms, *(f"{room} --> {other}" for room, other in arrows)]
    diagram = "\n".join(["flowchart TD", *(f"    {line}" for line in lines)])
    rows = "\n".join(f"| {floor} | {_named(room)} | {_charter(room)} |" for floor, room in _numbered(floors))
    return "\n".join(
        [
            INTRODUCTION.format(count=len(rooms)),
            f"```mermaid\n{diagram}\n```\n",
            "The full charter of a room, what belongs there and what does not, stands in its first lines.\n",
            f"| floor | room | holds |\n|---|---|---|\n{rows}\n",
        ]
    )


def _floors() -> list[list[str]]:
    """Read the rooms of each floor, from the topmost down."""
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))
    (contract,) = (each for each in project["tool"]["importlinter"]["contracts"] if each["type"] == "layers")
    return [layer.split(" | ") for layer in contract["layers"]]


def _numbered(floors: list[list[str]]) -> list[tuple[int, str]]:
    """Number the floors as in a house: the lowest is 0."""
    return [(len(floors) - 1 - at, room) for at, floor in enumerate(floors) for room in floor]


def _imports(rooms: list[str]) -> dict[str, set[str]]:
    """Find which rooms each room imports, itself left out."""
    graph = grimp.build_graph("analysis", cache_dir=None)
    found: dict[str, set[str]] = {room: set() for room in rooms}
    for module in graph.modules - {"analysis"}:
        room = module.split(".")[1]
        others = {other.split(".")[1] for other in graph.find_modules_directly_imported_by(module) if "." in other}
        found[room] |= others - {room}
    return found


def _needed(imports: dict[str, set[str]], rooms: list[str]) -> list[tuple[str, str]]:
    """Leave out the arrows that follow from others; rooms are given from the topmost down."""
    below: dict[str, set[str]] = {}
    for room in reversed(rooms):
        below[room] = imports[room].union(*(below[other] for other in imports[room]))
    return [
        (room, other)
        for room in rooms
        for other in rooms
        if other in imports[room] and not any(other in below[between] for between in imports[room])
    ]


def _path(room: str) -> Path:
    package = PACKAGE / room / "__init__.py"
    return package if package.exists() else PACKAGE / f"{room}.py"


def _named(room: str) -> str:
    """Name a room by its file or folder, as a link to its charter."""
    path = _path(room)
    name = f"{room}/" if path.name == "__init__.py" else path.name
    return f"[`{name}`](../src/analysis/{path.relative_to(PACKAGE).as_posix()})"


def _charter(room: str) -> str:
    said = ast.get_docstring(ast.parse(_path(room).read_text("utf-8"))) or ""
    return said.partition("\n")[0].replace("|", r"\|")


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
