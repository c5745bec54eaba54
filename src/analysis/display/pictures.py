"""A figure as a picture, the same bytes for the same figure: as PNG, or as SVG whose texts stay texts.

What is drawn belongs to `analysis.display.charts`, where pictures stand to `analysis.display.blocks`.
"""

import io
from collections.abc import Mapping
from typing import Any

import matplotlib as mpl
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from PIL import Image

PIXEL_RATIO = 2
"""Pixels drawn for each pixel shown, so that charts are sharp on today's screens and in print."""
FONTS = "'DejaVu Sans', Verdana, sans-serif"
"""Verdana is as wide as DejaVu Sans; of others, most are narrower."""
UNSAID = ("Creator", "Date", "Format", "Type")
"""What matplotlib would tell of itself and of the day."""


def settings(own: Mapping[str, Any]) -> Any:  # as matplotlib types each key
    """Complete settings of matplotlib, so that none of a user's (a matplotlibrc, a style) changes a chart."""
    default: Any = mpl.rcParamsDefault
    changed = {
        name: value
        for name, value in default.items()
        if not name.startswith(("backend", "interactive")) and mpl.rcParams[name] != value
    }
    return {**changed, **own}


def png(figure: Figure) -> bytes:
    """Draw a figure in pixels, at the size it is shown."""
    canvas = FigureCanvasAgg(figure)
    with mpl.rc_context(settings({"text.hinting": "none"})):  # which at two pixels for one is slow and not seen
        canvas.draw()  # type: ignore[no-untyped-call]
    pixels: Any = canvas.buffer_rgba()  # type: ignore[no-untyped-call]
    drawn = Image.frombuffer("RGBA", canvas.get_width_height(), pixels).convert("RGB")
    # 256 colours do for a chart, in a third of the bytes.
    return in_few_colours(drawn, 256, dpi=(figure.get_dpi(),) * 2)


def in_few_colours(drawn: Image.Image, colours: int, **told: Any) -> bytes:
    """Write a picture as PNG in so many colours; `told` is what the file says besides."""
    # The octree, four times as fast as the others, takes white for 254.
    picture = drawn.quantize(colours, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    picture.putpalette([255 if value == 254 else value for value in picture.getpalette() or []])
    written = io.BytesIO()
    picture.save(written, "png", **told)
    return written.getvalue()


def svg(figure: Figure) -> str:
    """Draw a figure in lines and texts, a third of the work of pixels."""
    drawn = io.StringIO()
    with mpl.rc_context(settings({"svg.fonttype": "none", "svg.hashsalt": "regional-trends"})):
        FigureCanvasSVG(figure).print_svg(drawn, metadata=dict.fromkeys(UNSAID))  # type: ignore[no-untyped-call]
    text = drawn.getvalue()
    return text[text.index("<svg") :].replace("'DejaVu Sans'", FONTS)
