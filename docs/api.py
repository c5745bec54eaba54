"""What `import analysis as tr` offers, as a page for people: made from the docstrings by `make docs`.

What the columns of frames mean belongs to the data dictionary and to `columns_help()`; questions with their answers to the
notebook `questions`.
"""

import inspect
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from types import FunctionType
from typing import Any, Literal, get_args, get_origin

import analysis

PAGE = Path(__file__).with_suffix(".md")
HERE = ("Data", "Frame", "Interval", "Truth", "Chart")
"""The classes that are told with their methods."""
BESIDES = ("Region", "Page", "Reason", "Changes", "Explorer")
"""What the methods give, besides."""

INTRODUCTION = """\
# What an analyst can ask

<!-- Made from the code by `make docs`. Change it there, not here. -->

`import analysis as tr` offers what stands here, and `d = tr.data()` is the way in. The notebook
[`questions`](../notebooks/questions.ipynb) shows twelve questions with their answers, [`explore`](../notebooks/explore.ipynb) lets you
pick without code, in JupyterLab or as a page by itself (`voila notebooks/explore.ipynb`, once `pip install voila` has put it into
the environment; tried with Voila 0.5.13 in Chromium, where another region and language were picked and the page followed). What cannot be used is refused in one line that names what would be right (`tr.Refused`).

Every example here is run by the tests, on a copy of the data as of 2026-11 that never changes. The project's data grow: where a
name has turned up since, your bounds are narrower than those printed here.
"""


def page() -> str:
    """Say what is offered, as Markdown."""
    functions = [name for name in analysis.__all__ if inspect.isfunction(getattr(analysis, name))]
    parts = [INTRODUCTION, *(_function(f"tr.{name}", getattr(analysis, name), 2) for name in functions)]
    for name in HERE:
        parts += _class(f"tr.{name}", getattr(analysis, name))
    for found in _besides():
        parts += _class(found.__name__, found)
    return "\n".join(parts)


def _besides() -> list[type]:
    from analysis.analyst import changes, explorer, page, reasons, subjects

    modules = (subjects, page, reasons, changes, explorer)
    return [getattr(module, name) for module, name in zip(modules, BESIDES, strict=True)]


def _class(name: str, found: type) -> Iterator[str]:
    yield f"## {name}\n\n{_prose(found)}"
    for method, value in _members(found):
        if isinstance(value, property):
            yield f"### .{method}\n\n{_prose(value)}"
        else:
            yield _function(f".{method}", value, 3)


def _members(found: type) -> Iterator[tuple[str, Any]]:
    """Give the public methods and properties that the project has written, in the order of the code."""
    for owner in reversed([each for each in found.__mro__ if each.__module__.startswith("analysis.")]):
        for name, written in vars(owner).items():
            value = property(written.func) if isinstance(written, cached_property) else written
            if name[0] != "_" and isinstance(value, property | FunctionType) and inspect.getdoc(value):
                yield name, value


def _function(name: str, function: Any, level: int) -> str:
    parameters = [each for each in inspect.signature(function).parameters.values() if each.name != "self"]
    given = ", ".join(_written(each) for each in parameters)
    words = [
        f"- `{each.name}`: {', '.join(_words(each.annotation))}\n" for each in parameters if _words(each.annotation)
    ]
    listed = "".join([*words, "\n"]) if words else ""
    return f"{'#' * level} {name}\n\n    {name.lstrip('.')}({given})\n\n{listed}{_prose(function)}"


def _written(parameter: inspect.Parameter) -> str:
    name = "*" * (parameter.kind is inspect.Parameter.VAR_POSITIONAL) + parameter.name
    return name if parameter.default in (None, inspect.Parameter.empty) else f"{name}={parameter.default!r}"


def _words(annotation: Any) -> list[str]:
    """Give the closed words that a parameter takes; none for one that takes others."""
    if get_origin(annotation) is Literal:
        return [f"`{each}`" for each in get_args(annotation)]
    return [word for each in get_args(annotation) for word in _words(each)]


def _prose(told: Any) -> str:
    """Give a docstring with its example as code."""
    text = inspect.getdoc(told) or ""
    prose, mark, example = text.partition(">>> ")
    code = f"```pycon\n{mark}{example.rstrip()}\n```\n" if mark else ""
    return f"{prose.rstrip()}\n\n{code}"


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
