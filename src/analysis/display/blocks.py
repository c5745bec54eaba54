"""The blocks of a page: headings, paragraphs, strips of editions, key facts and charts, as a notebook shows them.

Each is an output of a notebook cell with a text twin, which nbval compares. HTML is written here and in
`analysis.display.tables` alone, and every value in it is escaped, since names come from data and parameters from anyone.
What is said belongs to `analysis.pages`, what is drawn to `analysis.display.charts`.
"""

import base64
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Any, ClassVar, Protocol

from matplotlib.figure import Figure

from analysis.display import pictures
from analysis.display.pictures import PIXEL_RATIO
from analysis.display.references import UNCITED, Citation, Names, with_names

BLOCK = "block"
"""The key in the metadata of an output under which a block says what it holds, for formats other than HTML."""
BY_THEME = "JPY_SESSION_NAME"
"""In the environment of a kernel that JupyterLab has started, where charts go with its theme; elsewhere they are PNG alone."""
AT_NIGHT = '<style>body[data-jp-theme-light="false"] .trends-chart { filter: invert(.92) hue-rotate(180deg); }</style>'
"""In a dark theme a chart is turned from light to dark, as on a page: every contrast in it stays."""

Bundle = tuple[dict[str, str], dict[str, dict[str, Any]]]
"""What IPython takes of an object that shows itself: its forms by media type, and their metadata."""


class Shown(Protocol):
    """A thing of a page: it shows itself as output of a notebook's cell, and says there what it holds."""

    def _repr_mimebundle_(self, **_: Any) -> Bundle: ...


@dataclass(frozen=True)
class Heading:
    """A heading; level 1 is the title of the page."""

    text: str
    level: int = 2

    def _repr_mimebundle_(self, **_: Any) -> Bundle:
        data = {
            "text/html": f"<h{self.level}>{escape(self.text)}</h{self.level}>",
            "text/plain": "#" * self.level + " " + self.text,
        }
        return data, {BLOCK: {"kind": "heading", "level": self.level, "text": self.text}}


@dataclass(frozen=True)
class Paragraph:
    """A paragraph with the sources that it rests on; `kind` may be about, lead or note."""

    text: str
    sources: Citation = UNCITED
    kind: str = ""
    mark: str = ""
    """How firm it is, said beside it."""
    names: Names = field(default_factory=dict)
    """What its names stand for."""

    def _repr_mimebundle_(self, **_: Any) -> Bundle:
        named = f' class="{self.kind}"' if self.kind else ""
        beside, opened = ("", self.sources.html()) if self.sources.is_long else (self.sources.html(), "")
        html = f"<p{named}>{with_names(self.text, self.names)}{beside}</p>"
        mark = f'<span class="mark">{escape(self.mark)}</span>' if self.mark else ""
        if mark or opened:
            html += f'<div class="marks">{mark}{opened}</div>'
        text = f"{self.text}{f' ({self.mark})' if self.mark else ''}{self.sources}"
        content = {"kind": "paragraph", "role": self.kind, "text": self.text, "mark": self.mark}
        return {"text/html": html, "text/plain": text}, {BLOCK: {**content, "sources": list(self.sources.numbers)}}


@dataclass(frozen=True)
class Square:
    """One edition of a strip: what it was for the region, and what else is to be said of it."""

    edition: str
    state: str
    """By which it is coloured: a key of `states.LOOKS`."""
    word: str
    details: Sequence[str] = ()
    names: Names = field(default_factory=dict)
    """What its edition, and the names in what else is said, stand for."""


@dataclass(frozen=True)
class Strip:
    """The editions one beside the other, as text that wraps; `label` names it to who can't see it."""

    label: str
    squares: Sequence[Square]

    def _repr_mimebundle_(self, **_: Any) -> Bundle:
        items = "".join(
            f'<li class="{square.state}"><span class="edition">{with_names(square.edition, square.names)}</span> '
            f"<strong>{escape(square.word)}</strong>"
            f"{''.join(f' <span>{with_names(each, square.names)}</span>' for each in square.details)}</li>"
            for square in self.squares
        )
        lines = [f"{square.edition}: {' · '.join([square.word, *square.details])}" for square in self.squares]
        squares = [
            {"edition": each.edition, "state": each.state, "word": each.word, "details": list(each.details)}
            for each in self.squares
        ]
        return (
            {
                "text/html": f'<ol class="strip" aria-label="{escape(self.label)}">{items}</ol>',
                "text/plain": "\n".join([self.label, *lines]),
            },
            {BLOCK: {"kind": "strip", "label": self.label, "squares": squares}},
        )


@dataclass(frozen=True)
class Fact:
    """A key fact: a value that is seen first, and what it is."""

    value: str
    text: str
    sources: Citation = UNCITED
    names: Names = field(default_factory=dict)
    """What names in the value and the text stand for."""


@dataclass(frozen=True)
class Facts:
    """Key facts side by side."""

    facts: Sequence[Fact]

    def _repr_mimebundle_(self, **_: Any) -> Bundle:
        items = "".join(
            f"<li><strong>{with_names(fact.value, fact.names)}</strong> "
            f"<span>{with_names(fact.text, fact.names)}</span>{fact.sources.html()}</li>"
            for fact in self.facts
        )
        lines = [f"{fact.value}: {fact.text}{fact.sources}" for fact in self.facts]
        facts = [{"value": fact.value, "text": fact.text, "sources": list(fact.sources.numbers)} for fact in self.facts]
        return (
            {"text/html": f'<ul class="facts">{items}</ul>', "text/plain": "\n".join(lines)},
            {BLOCK: {"kind": "facts", "facts": facts}},
        )


@dataclass(frozen=True)
class Chart:
    """A figure with its alternative text: the message and the key numbers with their completeness."""

    figure: Figure = field(repr=False)
    alternative: str
    narrow: Callable[[], Figure] | None = field(default=None, repr=False, compare=False)
    """Draws the same for a narrow screen."""
    as_svg: ClassVar[bool] = False
    """Whether charts show themselves as SVG, as those of reports do: sharp at any size, in a fifth of the bytes. Notebooks
    keep PNG, which every viewer shows and no comparison of texts looks at."""
    _drawn: list[bytes] = field(default_factory=list, init=False, repr=False, compare=False)

    def png(self) -> bytes:
        """Draw the figure at the size it is shown, once unless it is changed; the same figure gives the same bytes."""
        if self.figure.stale or not self._drawn:
            self._drawn[:] = [pictures.png(self.figure)]
        return self._drawn[0]

    def _repr_mimebundle_(self, **_: Any) -> Bundle:
        width = round(self.figure.get_figwidth() * self.figure.get_dpi() / PIXEL_RATIO)
        form = "image/svg+xml" if self.as_svg else "image/png"
        picture = pictures.svg(self.figure) if self.as_svg else base64.b64encode(self.png()).decode()
        content: dict[str, Any] = {"kind": "chart", "alternative": self.alternative, "width": width}
        if self.as_svg and self.narrow:
            content["narrow"] = pictures.svg(self.narrow())
        metadata = {form: {"alt": self.alternative, "width": width}, BLOCK: content}
        shown = {form: picture, "text/plain": self.alternative}
        if BY_THEME in os.environ and not self.as_svg:
            label = escape(self.alternative, quote=True)
            shown["text/html"] = (
                f'{AT_NIGHT}<img class="trends-chart" width="{width}" alt="{label}" src="data:{form};base64,{picture}">'
            )
        return shown, metadata


def without_theme(outputs: Iterable[Mapping[str, Any]]) -> None:
    """Take out of outputs of cells what only JupyterLab shows of a chart, in place: its picture stays."""
    for output in outputs:
        if output.get("metadata", {}).get(BLOCK, {}).get("kind") == "chart":
            output["data"].pop("text/html", None)
