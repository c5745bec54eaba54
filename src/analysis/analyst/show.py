"""HTML with which results show themselves in a notebook, in its light and its dark theme.

Pages of reports are made by `analysis.display` and `analysis.reports`; here is only what stands below a cell.
"""

import re
from collections.abc import Mapping
from html import escape
from string import Template

import pandas as pd

from analysis.display.charts import theme as look
from analysis.vocabulary import Status
from analysis.words.language import Words
from analysis.words.vocabulary import Vocabulary

ROWS = 10
"""Rows of a frame that are opened below its name."""
DARK = {
    look.PAPER: "#111418",
    look.INK: "#e6eaee",
    look.FAINT: "#a3adb7",
    look.RULE: "#2b323a",
    look.STATUS_COLOURS[Status.PLACED]: "#63abdc",
    look.STATUS_COLOURS[Status.NOT_PLACED]: "#343c45",
    look.STATUS_COLOURS[Status.UNKNOWN]: "#43391f",
    look.STATUS_COLOURS[Status.NOT_ELIGIBLE]: "#1d2228",
    look.HATCH_INK: "#b9954a",
}
"""What the colours of the house are on a dark ground; others, such as those of levels, stay."""


def _of(colour: str) -> str:
    """Name a colour of the house, which is another one in a dark theme."""
    return f"var(--of-{colour[1:]}, {colour})"


LIGHT = re.compile("|".join(DARK))
STYLE = Template("""<style>
.trends { $light color: var(--jp-ui-font-color1, inherit); }
body[data-jp-theme-light="false"] .trends { $dark }
.trends svg { max-width: 760px; height: auto; }
.trends .strip { display: flex; flex-wrap: wrap; gap: 4px; margin: 0 0 8px; padding: 0; list-style: none; }
.trends .strip li { flex: 1 1 9em; margin: 0; padding: 6px 8px; background: $not_placed; color: $ink; }
.trends .strip li.won, .trends .strip li.placed, .trends td.placed { background: $placed; color: $paper; }
.trends .strip li.unknown, .trends td.unknown {
  background: repeating-linear-gradient(135deg, $unknown 0 6px, $hatch 6px 7px); color: $ink; }
.trends .strip li.not_eligible, .trends td.not_eligible { background: $not_eligible; color: $faint; }
.trends td.not_placed { background: $not_placed; color: $ink; }
.trends .strip span, .trends .strip strong { display: block; }
.trends .strip li.unknown span, .trends .strip li.unknown strong, .trends td.unknown b { background: $unknown; }
.trends td b { font-weight: normal; padding: 0 3px; }
.trends td, .trends th { padding: 3px 10px; text-align: left; }
.trends .tree, .trends .tree ul { margin: 0; padding-left: 1.2em; }
.trends summary { cursor: pointer; }
</style>""").substitute(
    {status.value: _of(colour) for status, colour in look.STATUS_COLOURS.items()},
    hatch=_of(look.HATCH_INK), ink=_of(look.INK), paper=_of(look.PAPER), faint=_of(look.FAINT),
    light=" ".join(f"--of-{light[1:]}: {light};" for light in DARK),
    dark=" ".join(f"--of-{light[1:]}: {dark};" for light, dark in DARK.items()),
)  # fmt: skip


def by_theme(drawing: str) -> str:
    """Let the colours of a drawing in SVG follow the theme."""
    return LIGHT.sub(lambda found: _of(found[0]), drawing)


def framed(html: str) -> str:
    """Give a result its look."""
    return f'{STYLE}<div class="trends">{html}</div>'


def opened(frames: Mapping[str, pd.DataFrame], means: Mapping[str, str]) -> str:
    """List frames by name and number of rows; each opens to its first rows, and says what they are to who points at it."""
    return "".join(
        f'<details><summary title="{escape(means.get(name, ""))}"><code>.{escape(name)}</code> {len(frame)}</summary>{frame.head(ROWS)._repr_html_()}</details>'
        for name, frame in frames.items()
    )


def grid(frame: pd.DataFrame, language: str) -> str:
    """Show statuses, one row an institution and one column an edition, in the colours of the charts."""
    named = Vocabulary(Words(language))
    head = "".join(f"<th scope=col>{escape(str(column))}</th>" for column in frame)
    rows = "".join(
        f"<tr><th scope=row>{escape(str(name))}</th>{''.join(_square(value, named) for value in values)}</tr>"
        for name, *values in frame.itertuples()
    )
    return framed(f"<table><thead><tr><th></th>{head}</tr></thead><tbody>{rows}</tbody></table>")


def _square(value: object, named: Vocabulary) -> str:
    if not isinstance(value, str) or value not in tuple(Status):
        return f"<td>{escape(str(value))}</td>"
    return f"<td class={value}><b>{escape(named.status(Status(value)))}</b></td>"
