"""Controls to explore with, in JupyterLab or Voila: what is chosen is shown at once, with the code that gives the same.

What is shown belongs to `analysis.analyst.screen`.
"""

from collections.abc import Callable, Sequence
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

import ipywidgets as widgets
import pandas as pd

from analysis.analyst import screen
from analysis.analyst.filters import named
from analysis.analyst.screen import Choice, Code
from analysis.errors import Refused
from analysis.facts.institutions import slug
from analysis.vocabulary import Evidence, Language, Stage, Status, Track
from analysis.words.language import Words
from analysis.words.vocabulary import Vocabulary, language_name

if TYPE_CHECKING:
    from analysis.analyst.door import Data

WORKING = "<p>…</p>"
"""Stands in place of what was shown while something takes its time."""


class Explorer:
    """Controls and what they show. `data` and `choice` are those on the screen; `code` gives the same without controls."""

    def __init__(self, data: "Data", regions: Sequence[str]) -> None:
        self._opened = data
        self._supposing: dict[tuple[str, int] | tuple[()], Data] = {}  # kept, since each takes seconds
        self._is_naming = False  # while controls get other options, they tell of changes that nobody has made
        names = sorted(data.status(kind="government")["name"].unique())
        held = data.editions()["edition"].tolist()
        self._controls = {
            "regions": widgets.TagsInput(
                value=[named(data._all, each) for each in regions], allowed_tags=names, allow_duplicates=False
            ),
            "editions": widgets.SelectMultiple(options=held, value=held, rows=len(held)),
            "stage": widgets.Dropdown(options=[each.value for each in Stage]),
            "track": widgets.Dropdown(options=["", *(each.value for each in Track)]),
            "evidence": widgets.Dropdown(options=[each.value for each in Evidence], value=data.evidence.value),
            "language": widgets.Dropdown(
                options=[(language_name(each), each.value) for each in Language], value=data._words.language
            ),
            "supposed": widgets.Dropdown(options=[()], layout={"width": "28em"}),
        }
        self._more = widgets.Combobox(options=names, ensure_option=False, continuous_update=False)
        self._more.observe(self._add, names="value")
        self._screen, self._code, self._saved, self._advice = (widgets.HTML() for _ in range(4))
        self._buttons = {"xlsx": widgets.Button(icon="table"), "html": widgets.Button(icon="file")}
        for ending, button in self._buttons.items():
            button.on_click(lambda _, ending=ending: self._save(ending))
        column = widgets.VBox([self._controls[name] for name in ("stage", "track", "evidence", "language", "supposed")])
        self.widget = widgets.VBox(
            [
                widgets.HBox([self._more, self._controls["regions"], self._advice]),
                widgets.HBox([self._controls["editions"], column]),
                widgets.HBox([*self._buttons.values(), self._saved]),
                self._screen,
                self._code,
            ]
        )
        for control in self._controls.values():
            control.observe(self._follow, names="value")
        self._follow()

    @property
    def choice(self) -> Choice:
        """What is chosen now."""
        values = {name: control.value for name, control in self._controls.items()}
        editions, held = tuple(values["editions"]), self._controls["editions"].options
        all_of_them = len(editions) in (0, len(held))
        return Choice(**{**values, "regions": tuple(values["regions"]), "editions": () if all_of_them else editions})

    @property
    def data(self) -> "Data":
        """The data that are on the screen, to go on with."""
        choice = self.choice
        data = self._opened
        if choice.supposed:
            if choice.supposed not in self._supposing:
                self._supposing[choice.supposed] = data.suppose(*choice.supposed)
            data = self._supposing[choice.supposed]
        return data.at(choice.evidence).in_language(choice.language)

    @property
    def code(self) -> Code:
        """The code that gives what is on the screen."""
        return screen.code(self.choice, self._opened)

    def _follow(self, *_: Any) -> None:
        """Show what is chosen now. Whatever goes wrong, what was shown before goes."""
        if self._is_naming:
            return
        shown = ""
        try:
            self._name(Vocabulary(Words(self.choice.language)))
            if self.choice.supposed:
                self._screen.value = WORKING
            shown = screen.html(self.data, self.choice)
        except Refused as refused:
            shown = f"<p><strong>{escape(str(refused))}</strong></p>"
        finally:
            self._screen.value = shown
            self._code.value = f"<pre>{escape(self.code)}</pre>"
            self._saved.value = ""

    def _name(self, said: Vocabulary) -> None:
        """Name the controls and what they offer, in the chosen language, and offer what may be supposed."""
        say = said.words.say
        headings = {
            "editions": say("Editions"), "stage": say("Stage"), "track": say("List"), "evidence": say("Evidence"),
            "language": say("Language"), "supposed": say("Suppose"),
        }  # fmt: skip
        for name, heading in headings.items():
            self._controls[name].description = heading
        offered: dict[str, list[tuple[str, Any]]] = {
            "stage": [(said.stage(each), each.value) for each in Stage],
            "track": [(say("all lists"), ""), *((said.track(each), each.value) for each in Track)],
            "evidence": [(said.evidence_heading(each), each.value) for each in Evidence],
            "supposed": self._supposable(say),
        }
        for name, options in offered.items():
            self._offer(self._controls[name], tuple(options))
        self._more.placeholder = say("add a region")
        self._buttons["xlsx"].description, self._buttons["html"].description = say("Workbook"), say("Report")

    def _offer(self, control: widgets.Dropdown, options: tuple[tuple[str, Any], ...]) -> None:
        """Offer other options; what is chosen stays chosen where it is one of them."""
        if options == control.options:
            return
        chosen = control.value
        values = [value for _, value in options]  # a supposition ends when its region is no longer shown
        self._is_naming = True
        try:
            control.options = options
            control.value = chosen if chosen in values else values[0]
        finally:
            self._is_naming = False

    def _supposable(self, say: Callable[..., str]) -> list[tuple[str, Any]]:
        """Offer each region that is shown, with the editions in which it may be one of the missing names."""
        regions = self.choice.regions
        rows = pd.DataFrame(self._opened.status(name=regions, status=Status.UNKNOWN.value))
        open_ones = [(name, int(year)) for name, year in zip(rows["name"], rows["edition"], strict=True)]
        open_ones.sort(key=lambda each: regions.index(each[0]))
        nothing = say("nothing") if open_ones or not regions else say("nothing, as no finalist status is unknown")
        return [(nothing, ()), *((f"{name}, {year}", (name, year)) for name, year in open_ones)]

    def _add(self, change: Any) -> None:
        """Add a region that was typed to those that are shown. If no region has that name, say which names are near it."""
        if not change["new"]:
            return
        try:
            chosen, name = self._controls["regions"], named(self._opened._all, change["new"])
            chosen.value = list(dict.fromkeys([*chosen.value, name]))
            self._advice.value = self._more.value = ""
        except Refused as refused:
            self._advice.value = escape(str(refused))

    def _save(self, ending: str) -> None:
        """Write the page of each region as a report or a workbook, beside the notebook."""
        choice, data = self.choice, self.data
        self._saved.value, written = WORKING, []
        try:
            for name in choice.regions:
                path = Path(f"{slug(name)}.{ending}")
                page = data.region(name, list(choice.editions) or None).page()
                (page.to_excel if ending == "xlsx" else page.to_html)(path)
                written.append(f"<code>{escape(str(path.resolve()))}</code>")
        except Refused as refused:
            written.append(escape(str(refused)))
        self._saved.value = "<br>".join(written)

    def __repr__(self) -> str:
        return f"{screen.made_from(self.data, self.choice)}\n{screen.statuses(self.data, self.choice).to_string(index=False)}"

    def _repr_mimebundle_(self, **more: Any) -> Any:
        """Show the controls where there are widgets, else what is on the screen, without its chart."""
        bundle = self.widget._repr_mimebundle_(**more)
        data, metadata = bundle if isinstance(bundle, tuple) else (bundle, {})
        return {**data, "text/plain": repr(self), "text/html": screen.still(self.data, self.choice)}, metadata
