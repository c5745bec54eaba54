"""The card that a shared link shows: a picture of 1200 by 630 pixels with the title, the first sentence and the editions.

The same report has the same bytes. Colours are those of the page by day.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import matplotlib as mpl
from PIL import Image, ImageDraw, ImageFont

from analysis.display.pictures import in_few_colours
from analysis.display.states import INK, LOOKS, PAPER, SOFT
from analysis.reports.site.content import Block

SIZE = (1200, 630)
MARGIN, GAP = 64, 14
COLOURS = 32
"""As many as keep the texts sharp in a few kilobytes."""
FONTS = Path(mpl.get_data_path()) / "fonts" / "ttf"
LINES = 4
"""Of the first sentence, at most."""

Font = ImageFont.FreeTypeFont


def card(blocks: Iterable[Block], facts: dict[str, str]) -> bytes:
    """Draw the card as PNG. Takes the blocks of `content.blocks`, and title, author, description and dated."""
    picture = Image.new("RGB", SIZE, PAPER)
    pen = ImageDraw.Draw(picture)
    pen.fontmode = "L"
    room = SIZE[0] - 2 * MARGIN
    title = _fitting(facts["title"], room, ("DejaVuSerif-Bold.ttf", 68), least=36)
    pen.text((MARGIN, 60), _shortened(facts["title"], title, room), INK, title)
    squares: Sequence[dict[str, Any]] = next((block["squares"] for block in blocks if block["kind"] == "strip"), [])
    sentence = _font("DejaVuSerif.ttf", 34)
    pen.multiline_text((MARGIN, 160), _broken(facts["description"], sentence, room, LINES), INK, sentence, spacing=10)
    if squares:
        _strip(pen, squares, room)
    foot = _font("DejaVuSans.ttf", 21)
    pen.text((MARGIN, 550), facts["author"], SOFT, foot)
    pen.text((SIZE[0] - MARGIN, 550), facts["dated"], SOFT, foot, anchor="ra")
    return in_few_colours(picture, COLOURS)


def _strip(pen: ImageDraw.ImageDraw, squares: Sequence[dict[str, Any]], room: int) -> None:
    """Draw the editions side by side."""
    width = (room - GAP * (len(squares) - 1)) / len(squares)
    for at, square in enumerate(squares):
        left = MARGIN + at * (width + GAP)
        ground, ink, frame = LOOKS[square["state"]]
        pen.rounded_rectangle((left, 370, left + width, 516), 10, ground, frame, 4)
        inside = int(width) - 40
        word = _fitting(square["word"], inside, ("DejaVuSans-Bold.ttf", 30), least=16)
        pen.text((left + 20, 388), square["edition"], ink, _font("DejaVuSans.ttf", 24))
        pen.text((left + 20, 418), _shortened(square["word"], word, inside), ink, word)
        small = _font("DejaVuSans.ttf", 17)
        text = _broken("".join(square["details"][:1]), small, inside, 2)
        pen.multiline_text((left + 20, 462), text, ink, small, spacing=4)


@cache
def _font(name: str, size: int) -> Font:
    return ImageFont.truetype(FONTS / name, size, layout_engine=ImageFont.Layout.BASIC)


def _fitting(text: str, room: int, font: tuple[str, int], least: int) -> Font:
    """Give a font in the greatest size in which a text fits, or in the least."""
    name, size = font
    while size > least and _font(name, size).getlength(text) > room:
        size -= 4
    return _font(name, size)


def _shortened(text: str, font: Font, room: int) -> str:
    """Cut a text to the room that it has."""
    while len(text) > 1 and font.getlength(text) > room:
        text = text.rstrip("… ")[:-1].rstrip() + "…"
    return text


def _broken(text: str, font: Font, room: int, most: int) -> str:
    """Break a text into so many lines at most."""
    lines = list(_lines(text, font, room))
    if len(lines) > most:
        lines = [*lines[: most - 1], _shortened(f"{lines[most - 1]} …", font, room)]
    return "\n".join(lines)


def _lines(text: str, font: Font, room: int) -> Iterator[str]:
    """Break a text into lines."""
    line = ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if line and font.getlength(longer) > room:
            yield line
            line = word
        else:
            line = longer
    if line:
        yield line
