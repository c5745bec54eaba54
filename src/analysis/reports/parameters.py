"""The parameters of a notebook: which there are, of what type, and whether what is given fits.

Read from the cell tagged `parameters` by its syntax, without running it. There `Optional[list[int]]` is written for
`list[int] | None`: papermill lists no parameter whose type has a `|` in it, and warns when it is given. Which values a
report gets belongs to `analysis.reports.catalogue`; what a region or an edition is, to the notebook.
"""

import ast
import difflib
import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import reduce
from typing import Any

from analysis.errors import Message, Refused, refusal

SCALARS: dict[str, type] = {"str": str, "int": int, "float": float, "bool": bool}
IN_WORDS = {
    "None": Message("None"),
    "bool": Message("true or false"),
    "float": Message("a number"),
    "int": Message("a whole number"),
    "str": Message("text"),
    "list[bool]": Message("a list of true and false"),
    "list[float]": Message("a list of numbers"),
    "list[int]": Message("a list of whole numbers"),
    "list[str]": Message("a list of texts"),
}


@dataclass(frozen=True)
class Parameter:
    """One line of the parameters cell, such as `edition: int = 2020`."""

    name: str
    type: str
    """The annotation as it is written: `Optional[list[int]]`."""
    default: Any


def read(cell: str, place: str) -> dict[str, Parameter]:
    """Read the source of a parameters cell; `place` names the notebook where something can't be understood."""
    try:
        statements = ast.parse(cell).body
    except SyntaxError as error:
        told = "{place}: the cell tagged parameters is not Python: {error}"
        raise refusal(told, place=place, error=error.msg) from None
    found = {}
    for statement in statements:
        if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant):
            continue
        if isinstance(statement, ast.ImportFrom) and statement.module == "typing":
            continue
        parameter = _parameter(statement)
        if parameter is None:
            line = (ast.get_source_segment(cell, statement) or "").split("\n")[0]
            raise refusal(
                "{place}: parameter line {line} is not of the form name: type = value (types are str, int, "
                "float, bool, lists of these, and None)",
                place=place,
                line=repr(line),
            )
        found[parameter.name] = parameter
    return found


def _parameter(statement: ast.stmt) -> Parameter | None:
    """Understand a line; None if it is no annotated parameter whose default fits its type."""
    if not (isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name) and statement.value):
        return None
    try:
        default = ast.literal_eval(statement.value)
    except ValueError:
        return None
    annotation = statement.annotation
    quoted = isinstance(annotation, ast.Constant) and isinstance(annotation.value, str)
    written = annotation.value if quoted else ast.unparse(annotation)  # type: ignore[attr-defined]
    try:
        fits = _fits(_alternatives(written), default)
    except (SyntaxError, ValueError):
        return None
    return Parameter(statement.target.id, written, default) if fits else None


def check(declared: Mapping[str, Parameter], given: Mapping[str, Any], place: str | Message) -> None:
    """Refuse the first parameter that the notebook does not have, or whose value is of another type."""
    for name, value in given.items():
        parameter = named(declared, name, place)
        if not fits(parameter, value):
            raise _of_another_type(parameter, value, place)


def fits(parameter: Parameter, value: object) -> bool:
    """Whether a value is of the parameter's type."""
    return _fits(_alternatives(parameter.type), value)


def is_list(parameter: Parameter) -> bool:
    """Whether a parameter takes several values at once."""
    return any(one.startswith("list[") for one in _alternatives(parameter.type))


def named(declared: Mapping[str, Parameter], name: str, place: str | Message) -> Parameter:
    """Find a parameter by its name, or refuse it with the nearest one."""
    if name not in declared:
        advice = nearest(name, declared)
        raise refusal("{place}: there is no parameter {name}; {advice}", place=place, name=repr(name), advice=advice)
    return declared[name]


def from_text(parameter: Parameter, text: str, place: str) -> Any:
    """Turn a text of the command line into a value of the parameter's type: `2018,2019` into a list of editions."""
    for alternative in _alternatives(parameter.type):
        try:
            return _value(alternative, text)
        except ValueError:
            continue
    raise _of_another_type(parameter, text, place)


def _of_another_type(parameter: Parameter, value: object, place: str | Message) -> Refused:
    told = "{place}: parameter {name} is {value}, which is not {type}"
    return refusal(told, place=place, name=parameter.name, value=repr(value), type=in_words(parameter))


def in_words(parameter: Parameter) -> Message:
    """Say what a parameter may be: 'None or a list of whole numbers'."""
    words = (IN_WORDS[one] for one in _alternatives(parameter.type))
    return reduce(lambda one, other: Message("{one} or {other}", {"one": one, "other": other}), words)


def nearest(given: object, allowed: Iterable[object]) -> Message:
    """Say what would be right: the nearest match if one is near, else all that is allowed."""
    choices = [str(each) for each in allowed]
    near = difflib.get_close_matches(str(given), choices, n=1, cutoff=0.6)
    if near:
        return Message("did you mean {near}?", {"near": repr(near[0])})
    shown = ", ".join(choices[:12]) + (", …" if len(choices) > 12 else "")
    return Message("there are: {choices}", {"choices": shown}) if choices else Message("there are none")


def unknown(name: str, value: object, allowed: Iterable[object]) -> Refused:
    """Make the refusal of a value that is none of those that there are."""
    told = "{name} {value} is not known; {advice}"
    return refusal(told, name=name, value=repr(value), advice=nearest(value, allowed))


def _alternatives(annotation: str) -> list[str]:
    """Split `Optional[list[int]]` into its alternatives, None first so that the word is not taken as a text."""
    found = [_type_name(node) for node in _members(ast.parse(annotation, mode="eval").body)]
    return sorted(found, key=lambda one: one != "None")


def _members(node: ast.expr) -> Iterable[ast.expr]:
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr):
        return [*_members(node.left), *_members(node.right)]
    if isinstance(node, ast.Subscript) and ast.unparse(node.value) == "Optional":
        return [*_members(node.slice), ast.Constant(None)]
    return [node]


def _type_name(node: ast.expr) -> str:
    written = ast.unparse(node)
    if re.fullmatch(r"None|(list\[)?(str|int|float|bool)(?(1)\])", written):
        return written
    raise ValueError(written)


def _fits(alternatives: Iterable[str], value: Any) -> bool:
    return any(_is(one, value) for one in alternatives)


def _is(alternative: str, value: Any) -> bool:
    if alternative == "None":
        return value is None
    if alternative.startswith("list["):
        return isinstance(value, list) and all(_is(alternative[5:-1], each) for each in value)
    if alternative == "float":
        return type(value) in (int, float) and math.isfinite(value)
    return type(value) is SCALARS[alternative]  # not isinstance: True is no whole number


def _value(alternative: str, text: str) -> Any:
    if alternative.startswith("list["):
        inner = text.strip()
        inner = inner[1:-1] if inner.startswith("[") and inner.endswith("]") else inner
        parts = [re.sub(r"""^(['"])(.*)\1$""", r"\2", part.strip()) for part in inner.split(",")]
        return [_value(alternative[5:-1], part) for part in parts] if inner.strip() else []
    if alternative == "str":
        return text
    if alternative == "float":
        number = float(text)
        if not math.isfinite(number):
            raise ValueError(text)
        return number
    if not re.fullmatch({"None": r"None", "bool": r"[Tt]rue|[Ff]alse", "int": r"-?[0-9]+"}[alternative], text):
        raise ValueError(text)
    return {"none": None, "true": True, "false": False}[text.lower()] if alternative != "int" else int(text)
