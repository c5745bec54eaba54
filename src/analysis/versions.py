"""The versions that a result may depend on: of Python, of the libraries that the code imports, and of all they require.

They are found as they are installed, from the imports in the code, so that no list can be forgotten. What is made of
them belongs to those who hash them: the prepared tables and the reports.
"""

import re
from functools import cache
from importlib import metadata
from pathlib import Path
from platform import python_version

CODE = Path(__file__).parent
_IMPORT = re.compile(r"^\s*(?:from|import) (\w+)", re.MULTILINE)
_REQUIREMENT = re.compile(r"[\w.-]+")


@cache
def installed() -> dict[str, str]:
    """Look the versions up, by the name of the distribution; `python` is one of them. What is loaded stays the same."""
    imported = {name for path in CODE.rglob("*.py") for name in _IMPORT.findall(path.read_text("utf-8"))}
    _, own = _header("regional-trends")
    found: dict[str, str] = {}
    waiting = [name for name in own if imported & _modules(name)]
    while waiting:
        name = waiting.pop()
        if name not in found:
            version, required = _header(name)
            if version:
                found[name] = version
                waiting += required
    return {"python": python_version()} | dict(sorted(found.items()))


def _header(name: str) -> tuple[str, list[str]]:
    """Read the version of a distribution and what it requires, extras apart; '' if it is not installed.

    Only the head of its metadata is read, a hundred of which would take long to understand as a whole.
    """
    try:
        text = metadata.distribution(name).read_text("METADATA") or ""
    except metadata.PackageNotFoundError:
        return "", []
    head = text.partition("\n\n")[0].splitlines()
    version = next((line.partition(": ")[2] for line in head if line.startswith("Version: ")), "")
    required = [line.partition(": ")[2] for line in head if line.startswith("Requires-Dist: ")]
    return version, [_canonical(each) for each in required if not re.search(r";.*\bextra\b", each)]


def _canonical(requirement: str) -> str:
    found = _REQUIREMENT.match(requirement)
    return re.sub(r"[-_.]+", "-", found[0]).lower() if found else ""


def _modules(name: str) -> set[str]:
    """Name the modules that a distribution brings, by which it is imported."""
    try:
        told = metadata.distribution(name).read_text("top_level.txt")
    except metadata.PackageNotFoundError:
        told = None
    return set(told.split()) if told else {name.replace("-", "_")}
