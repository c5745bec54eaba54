"""Completion of values in IPython, and so in JupyterLab: Tab within a call offers what a filter or a name may be.

IPython completes names by itself. Which values are taken, and how a wrong one is answered, belongs to
`analysis.analyst.filters`.
"""

import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from inspect import Parameter, isfunction, signature
from typing import Any, Literal, get_args, get_origin

from analysis.analyst import frames
from analysis.analyst.charts import Chart
from analysis.analyst.door import Data
from analysis.analyst.subjects import Subject
from analysis.vocabulary import GOVERNMENTS

OWNERS = (Data, Subject, Chart)
"""The classes whose methods take values that can be listed."""
BY_PLACE = (Parameter.POSITIONAL_OR_KEYWORD, Parameter.VAR_POSITIONAL)
"""The parameters that a value may be given to without their name."""
TEXT_OR_REMARK = re.compile(r""""[^"\n]*"|'[^'\n]*'|#.*""")
IN_BRACKETS = re.compile(r"\([^()\[\]{}]*\)|\[[^()\[\]{}]*\]|\{[^()\[\]{}]*\}")
CALL = re.compile(r"(?:.*[^\w.])?(?P<root>\w+)\.(?:[\w.]+\.)?(?P<name>\w+)\((?P<given>.*)", re.DOTALL)
"""The last call that is open: of what, of which name, and what is given to it so far."""
WRITTEN = re.compile(r"""(?P<quote>["'])(?P<text>[^"'\n]*)$|(?P<word>\w*)$""")
"""What is written so far of a text that is not closed, or else of a word."""


def offer() -> None:
    """Offer values from now on, once, if this runs in IPython; IPython is not loaded for it."""
    shell = sys.modules["IPython"].get_ipython() if "IPython" in sys.modules else None
    if shell is None or any(
        getattr(each, "matcher_identifier", "") == __name__ for each in shell.Completer.custom_matchers
    ):
        return
    matcher = sys.modules["IPython"].core.completer.context_matcher(identifier=__name__)
    shell.Completer.custom_matchers.append(matcher(lambda context: _matched(context, shell.user_ns)))


def _matched(context: Any, names: Mapping[str, Any]) -> dict[str, Any]:
    """Tell IPython what may stand at the cursor, instead of all that it would offer there itself."""
    lines = context.full_text.split("\n")[: context.cursor_line]
    written, found = completed("\n".join([*lines, context.text_until_cursor]), names)
    completion = sys.modules["IPython"].core.completer.SimpleCompletion
    texts = [completion(text, type="value") for text in found]
    return {"completions": texts, "matched_fragment": written, "suppress": True, "ordered": True}


def completed(code: str, names: Mapping[str, Any]) -> tuple[str, list[str]]:
    """Complete the value at the end of a piece of code. Returns what is written of it, and all that it may be.

    Within quotes a value is found by any part of it. Elsewhere it gets quotes. `names` are the notebook's variables.
    """
    bare = open_part(code)
    at = WRITTEN.search(bare)
    values = list(_values(bare, names))
    if at is None or not values:
        return "", []
    written = at["text"] or at["word"] or ""
    if not at["quote"]:
        texts = [json.dumps(each, ensure_ascii=False) for each in values]
        return written, [each for each in texts if each.startswith(written)]
    found = [each for each in values if isinstance(each, str) and written.casefold() in each.casefold()]
    return written, sorted(found, key=lambda each: not each.casefold().startswith(written.casefold()))


def open_part(code: str) -> str:
    """Keep of a piece of code what is still open at its end. Remarks go, and texts and brackets that are closed.

    >>> open_part('d.at("stated").status(edition=(2018, 2019), kind="ci')
    'd.at.status(edition=, kind="ci'
    """
    bare, before = TEXT_OR_REMARK.sub("", code), ""
    while bare != before:
        before, bare = bare, IN_BRACKETS.sub("", bare)
    return re.sub(r"\s*\.\s*", ".", bare)


def _values(bare: str, names: Mapping[str, Any]) -> Iterable[Any]:
    """Give what may stand at the end of code of which only the open part is left."""
    call = CALL.fullmatch(re.sub(r"\.tables\[(?=[^\[]*$)", ".table(", bare))
    root = names.get(call["root"]) if call else None
    if call is None or not (isinstance(root, OWNERS) or root is sys.modules["analysis"]):
        return ()
    owners = (*OWNERS, sys.modules[__package__])
    function = next((getattr(each, call["name"]) for each in owners if hasattr(each, call["name"])), None)
    parameter = _parameter(function, call["given"]) if isfunction(function) else None
    if parameter is None:
        return ()
    others = (each for each in names.values() if isinstance(each, Data))
    data = root if isinstance(root, Data) else next(others, None)
    closed = list(_listed(parameter.annotation))
    return closed if closed or data is None else _of_data(call["name"], parameter.name, data)


def _parameter(function: Callable[..., Any], given: str) -> Parameter | None:
    """Find the parameter that is being written, by its name or its place, from what is given to a call so far."""
    before = re.split(r"""[\[({"']""", given, maxsplit=1)[0].split(",")
    parameters = signature(function).parameters
    if keyword := re.match(r"\s*(\w+)\s*=(?!=)", before[-1]):
        return parameters.get(keyword[1])
    by_place = [each for each in parameters.values() if each.name != "self" and each.kind in BY_PLACE]
    if by_place and by_place[-1].kind is Parameter.VAR_POSITIONAL:
        by_place += [by_place[-1]] * len(before)
    return by_place[len(before) - 1] if len(before) <= len(by_place) else None


def _listed(annotation: Any) -> Iterator[Any]:
    """Go through the values that a type lists."""
    if get_origin(annotation) is Literal:
        yield from get_args(annotation)
    else:
        for each in get_args(annotation):
            yield from _listed(each)


def _of_data(function: str, parameter: str, data: Data) -> Iterable[Any]:
    """Give the values that the data have for a parameter; none where it may be anything."""
    who = frames.who(data._results)
    found: Iterable[Any] = ()
    match function, parameter:
        case "with_scores", _:
            pass
        case "table", "name":
            found = data.tables
        case (("province" | "provinces"), "name") | (_, ("province" | "highlighted")):
            found = sorted(who["province"].dropna().unique())
        case ("indicator", "name") | (_, "indicator"):
            found = data._all.indicators["indicator_id"].unique().tolist()
        case _, ("edition" | "editions" | "year" | "at"):
            found = data._all.editions["edition"].astype("int64").tolist()
        case _, "publisher":
            found = sorted(data._all.sources["publisher"].unique())
        case ("region", "name") | (_, ("names" | "region" | "regions" | "what")):
            found = sorted(who.loc[who["kind"].isin(GOVERNMENTS), "name"])
        case _, "name":
            found = sorted(who["name"].unique())
    return found
