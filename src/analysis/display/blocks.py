"""What a page is made of: headings, paragraphs, tables and charts, as a notebook shows them.

Each is an output of a notebook cell with a text twin, which nbval compares. HTML is written here and nowhere else,
and every value in it is escaped, since names come from data and parameters from anyone. What is said belongs to
`analysis.pages`, what is drawn to `analysis.display.charts`.
"""

import base64
import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Any

import matplotlib as mpl
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from PIL import Image

PIXEL_RATIO = 2
"""Pixels drawn for each pixel shown, so that charts are sharp on today's screens and in print."""


@dataclass(frozen=True)
class Heading:
    """A heading; level 1 is the title of the page."""

    text: str
    level: int = 2

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        return {
            "text/html": f"<h{self.level}>{escape(self.text)}</h{self.level}>",
            "text/plain": "#" * self.level + " " + self.text,
        }


@dataclass(frozen=True)
class Paragraph:
    """A paragraph, with the numbers of the sources that it rests on; `kind` may be lead, note or standing."""

    text: str
    sources: Sequence[int] = ()
    kind: str = ""

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        named = f' class="{self.kind}"' if self.kind else ""
        return {
            "text/html": f"<p{named}>{escape(self.text)}{_notes(self.sources)}</p>",
            "text/plain": self.text + (f" [{', '.join(map(str, self.sources))}]" if self.sources else ""),
        }


@dataclass(frozen=True)
class Cell:
    """A cell of a table that is more than its text: it leads to an address or to numbered sources, or is one."""

    text: str
    url: str = ""
    sources: Sequence[int] = ()
    anchor: str = ""

    def html(self) -> str:
        """Write the cell as HTML."""
        text = escape(self.text)
        if self.url:
            text = f'<a href="{escape(self.url)}" rel="noopener noreferrer">{text}</a>'
        if self.anchor:
            text = f'<span id="{escape(self.anchor)}">{text}</span>'
        return text + _notes(self.sources)

    def __str__(self) -> str:
        return self.text + (f" [{', '.join(map(str, self.sources))}]" if self.sources else "")


@dataclass(frozen=True)
class Table:
    """A table with a caption; cells are texts or `Cell`; `numeric` names the columns that stand to the right."""

    caption: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str | Cell]]
    numeric: Sequence[int] = ()

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        def cells(row: Sequence[str | Cell], tag: str) -> str:
            return "".join(
                f"<{tag}{' scope=col' if tag == 'th' else ''}{' class=number' if at in self.numeric else ''}>"
                f"{cell.html() if isinstance(cell, Cell) else escape(cell)}</{tag}>"
                for at, cell in enumerate(row)
            )

        body = "".join(f"<tr>{cells(row, 'td')}</tr>" for row in self.rows)
        html = (
            f'<div class="table"><table><caption>{escape(self.caption)}</caption>'
            f"<thead><tr>{cells(self.columns, 'th')}</tr></thead><tbody>{body}</tbody></table></div>"
        )
        lines = [self.caption, " | ".join(self.columns), *(" | ".join(map(str, row)) for row in self.rows)]
        return {"text/html": html, "text/plain": "\n".join(lines)}


@dataclass(frozen=True)
class Chart:
    """A figure with its alternative text: the message and the key numbers with their completeness."""

    figure: Figure = field(repr=False)
    alternative: str
    _drawn: list[bytes] = field(default_factory=list, init=False, repr=False, compare=False)

    def png(self) -> bytes:
        """Draw the figure at the size it is shown, once unless it is changed; the same figure gives the same bytes."""
        if self.figure.stale or not self._drawn:
            self._drawn[:] = [self._draw()]
        return self._drawn[0]

    def _draw(self) -> bytes:
        canvas = FigureCanvasAgg(self.figure)
        with mpl.rc_context({"text.hinting": "none"}):  # which at two pixels for one is slow and not seen
            canvas.draw()  # type: ignore[no-untyped-call]
        pixels: Any = canvas.buffer_rgba()  # type: ignore[no-untyped-call]
        drawn = Image.frombuffer("RGBA", canvas.get_width_height(), pixels).convert("RGB")
        # 256 colours do for a chart, in a third of the bytes. The octree, four times as fast as the others, takes
        # white for 254.
        picture = drawn.quantize(256, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
        picture.putpalette([255 if value == 254 else value for value in picture.getpalette() or []])
        encoded = io.BytesIO()
        picture.save(encoded, "png", dpi=(self.figure.get_dpi(),) * 2)
        return encoded.getvalue()

    def _repr_mimebundle_(self, **_: Any) -> tuple[dict[str, str], dict[str, dict[str, Any]]]:
        width = round(self.figure.get_figwidth() * self.figure.get_dpi() / PIXEL_RATIO)
        data = {"image/png": base64.b64encode(self.png()).decode(), "text/plain": self.alternative}
        return data, {"image/png": {"alt": self.alternative, "width": width}}


Shown = Heading | Paragraph | Table | Chart


def _notes(sources: Sequence[int]) -> str:
    links = ", ".join(f'<a href="#source-{number}">{number}</a>' for number in sources)
    return f'<sup class="sources">{links}</sup>' if links else ""
