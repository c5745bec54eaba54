"""An executed notebook becomes one self-contained HTML page: no code, no prompts, no request to any other host.

nbconvert does the work with the template in `report_page/`, where the look of the page belongs. That nothing is
asked of another host is held twice: the page's own security policy forbids it, and a page that tries is refused.
"""

import re
import threading
from collections import Counter
from html import escape, unescape
from pathlib import Path
from typing import Any

import nbformat
from nbconvert.exporters import HTMLExporter, TemplateExporter
from nbformat import NotebookNode
from traitlets.config import Config

from analysis.display.blocks import without_theme
from analysis.display.references import MARKED
from analysis.errors import Refused
from analysis.facts.institutions import slug
from analysis.pages.to_share import labels as share_labels
from analysis.reports.site.content import blocks, shown_cells
from analysis.reports.site.filling import beside, embedded, fill, policy, unbroken
from analysis.reports.site.links import Links
from analysis.reports.site.sharing import said, sharing
from analysis.reports.site.terms import with_terms
from analysis.words.language import Words
from analysis.words.vocabulary import language_name

SHOWN = ["text/html", "image/png", "image/svg+xml", "text/markdown", "text/plain"]
FORBIDDEN = {"base", "embed", "form", "frame", "iframe", "link", "meta", "object", "script"}

_TAG = re.compile(r"""<([a-z][a-z0-9]*)((?:"[^"]*"|'[^']*'|[^>"'])*)>""", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""([^\s=/]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|(\S+))""")
_HEADING = re.compile(r"<h1\b[^>]*>(.*?)</h1>", re.DOTALL | re.IGNORECASE)
_LOWER = re.compile(r"<h[2-6]\b[^>]*>(.*?)</h", re.DOTALL)
_LEAD = re.compile(r'<p class="lead">(.*?)</p>', re.DOTALL)
_STYLE = re.compile(r"<style[^>]*>(.*?)</style>", re.DOTALL | re.IGNORECASE)
_CITED = re.compile(r'<a href="#source-(\d+)"')
_SOURCE = re.compile(r'<span id="source-(\d+)">[^<]*</span>')
_SECTION = re.compile(r"<h2>(.*?)</h2>", re.DOTALL)
_local = threading.local()


class Unrenderable(Refused):
    """Something that a report can't show; the message says what, and what would be right."""


class _Exporter(HTMLExporter):  # type: ignore[misc]
    """nbconvert's exporter without its second copy, and without its last pass, which fills in missing alternative texts."""

    def from_notebook_node(self, nb: NotebookNode, resources: Any = None, **kw: Any) -> tuple[str, Any]:
        """Convert a notebook."""
        return TemplateExporter.from_notebook_node(self, nb, resources, **kw)  # type: ignore[no-any-return]

    def _preprocess(self, nb: NotebookNode, resources: Any) -> tuple[NotebookNode, Any]:
        """Prepare the copy of a notebook; nbconvert would copy it a second time, with all that stands around a page."""
        for cell in nb.cells:
            without_theme(cell.get("outputs", []))
        for preprocessor in self._preprocessors:
            nb, resources = preprocessor(nb, resources)
        nbformat.validate(nb)
        return nb, resources


def render(notebook: NotebookNode, language: str, links: Links) -> tuple[str, str, str]:
    """Render an executed notebook; return the page, its title (the first heading) and its first sentence."""
    words = Words(language)
    shown = NotebookNode(notebook, cells=shown_cells(notebook))
    numbers: Counter[str] = Counter()

    def following(kind: str) -> int:
        numbers[kind] += 1
        return numbers[kind]

    around = {
        "language": language,
        "links": links,
        "said": _around(words),
        "named": language_name,
        "next": following,
        "style": beside("report_page/style.css"),
        "script": beside("report_page/page.js"),
        "embedded": embedded(_of_script(words)),
    }
    page, _ = _exporter().from_notebook_node(shown, {"report": around})
    start = page.index("<main")
    _refuse_unsound(page[start : page.rindex("</main>")])
    title, lead = _text(_HEADING, page, start), _text(_LEAD, page, start)
    if not title:
        raise Unrenderable("the report has no title; the first heading of level 1 would be it")
    if before := _text(_LOWER, page[: page.index("<h1", start)], start):
        raise Unrenderable(f"the heading '{before}' stands before the title, the first heading of level 1")
    shared = sharing(said(blocks(notebook), title, lead, links.notebook), links, words)
    page = _with(page, "head", shared=shared)
    page = _with(page, "foot", shared=shared, label=share_labels(words))
    page = with_terms(MARKED.sub(lambda match: _linked(match, links), page), words)
    page = _with_ways_back(page, words)
    start, end = page.index("<main"), page.rindex("</main>")
    page = page[:start] + unbroken(page[start:end]) + page[end:]
    return _with_policy(_with_contents(page, words)), title, lead


def _with(page: str, part: str, **shown: Any) -> str:
    """Fill in the part of a page that is made of what else stands on it."""
    return page.replace(f"<!-- {part} -->", fill(f"{part}.html.j2", **shown), 1)


def _of_script(words: Words) -> dict[str, str]:
    """Give what the script of a page says."""
    return {
        "sort": words.say("Sort by this column"),
        "save": words.say("Save as {form}: {figure}", form="{form}", figure="{figure}"),
        "copy": words.say("Copy"),
        "copied": words.say("Copied."),
        "selected": words.say("It is selected; copy it with the keyboard."),
    }


def _with_policy(page: str) -> str:
    """Allow what the page holds by its hash, and nothing else."""
    allowed = policy(_STYLE.findall(page), [beside("report_page/page.js")], "img-src data:")
    return page.replace('Security-Policy" content=""', f'Security-Policy" content="{allowed}"', 1)


def names_in(notebook: NotebookNode) -> tuple[str, ...]:
    """Give what the names on the page of an executed notebook stand for, each once and in order."""
    texts = (
        output.get("data", {}).get("text/html", "")
        for cell in shown_cells(notebook)
        for output in cell.get("outputs", [])
    )
    return tuple(sorted({unescape(match[1]) for text in texts for match in MARKED.finditer(text)}))


def _around(words: Words) -> dict[str, str]:
    """Say what stands around every page."""
    return {
        "skip": words.say("Skip to the content"),
        "all": words.say("All reports"),
        "cite": words.say("Cite"),
        "guide": words.say("How to read"),
        "place": words.say("Where you are"),
        "beside": words.say("Previous and next"),
        "figure": words.say("Figure {number}", number="{number}"),
        "link": words.say("Link to this: {heading}", heading="{heading}"),
    }


def _text(found: re.Pattern[str], page: str, start: int) -> str:
    """Take the text of the first element that is found, without its notes."""
    match = found.search(page, start)
    return " ".join(unescape(re.sub(r"<sup.*?</sup>|<[^>]*>", "", match[1])).split()) if match else ""


def _linked(name: re.Match[str], links: Links) -> str:
    """Let a name lead to its page, where it has one; else it is text like any other."""
    address = links.address(unescape(name[1]))
    return f'<a href="{escape(address)}">{name[2]}</a>' if address else name[2]


def _with_contents(page: str, words: Words) -> str:
    """Give every section an address of its own, and list them before the first."""
    taken: dict[str, int] = {}
    entries = []

    def addressed(match: re.Match[str]) -> str:
        text = unescape(re.sub(r"<[^>]*>", "", match[1]))
        name = slug(text) or "section"
        taken[name] = taken.get(name, 0) + 1
        name = name if taken[name] == 1 else f"{name}-{taken[name]}"
        entries.append(f'<li><a href="#{name}">{match[1]}</a></li>')
        said = escape(words.say("Link to this: {heading}", heading=text))
        return f'<h2 id="{name}">{match[1]}<a class="here" href="#{name}" aria-label="{said}">#</a></h2>'

    first = page.find("<h2>")
    if first < 0:
        return page
    rest = _SECTION.sub(addressed, page[first:])
    listed = f'<nav class="contents" aria-label="{escape(words.say("Contents"))}"><ul>{"".join(entries)}</ul></nav>'
    return page[:first] + listed + rest


def _with_ways_back(page: str, words: Words) -> str:
    """Lead from each source back to where it was first cited."""
    first: set[str] = set()

    def marked(match: re.Match[str]) -> str:
        if match[1] in first:
            return match[0]
        first.add(match[1])
        return f'<a id="cites-{match[1]}" href="#source-{match[1]}"'

    def led_back(match: re.Match[str]) -> str:
        if match[1] not in first:
            return match[0]
        said = escape(words.say("Back to the text"))
        return f'{match[0]} <a class="back sources" href="#cites-{match[1]}" aria-label="{said} ({match[1]})">↑</a>'

    return _SOURCE.sub(led_back, _CITED.sub(marked, page))


def _exporter() -> _Exporter:
    """Give each thread one exporter, since making it takes longer than using it."""
    if not hasattr(_local, "exporter"):
        _local.exporter = _Exporter(
            config=Config(
                TemplateExporter={
                    "extra_template_basedirs": [str(Path(__file__).parent)],
                    "template_name": "report_page",
                    "exclude_input": True,
                },
                HTMLExporter={"exclude_anchor_links": True},
                NbConvertBase={"display_data_priority": SHOWN},
            )
        )
    return _local.exporter  # type: ignore[no-any-return]


def _refuse_unsound(main: str) -> None:
    """Refuse pictures without alternative text, and whatever would run or fetch something."""
    for match in _TAG.finditer(main):
        tag = match[1].lower()
        if tag in FORBIDDEN:
            raise Unrenderable(f"an output holds <{tag}>, which a report may not; are its texts escaped?")
        if tag not in ("img", "image", "audio", "video", "source", "use"):
            continue
        attributes = {
            name.lower(): unescape(double or single or bare)
            for name, double, single, bare in _ATTRIBUTE.findall(match[2])
        }
        for name in ("src", "href", "xlink:href", "srcset", "poster"):
            if not attributes.get(name, "#").startswith(("data:", "#")):
                raise Unrenderable(f"<{tag}> takes {attributes[name][:60]!r} from outside of the page")
        if tag == "img" and not attributes.get("alt", "").strip():
            raise Unrenderable('a picture has no alternative text; its metadata would have {"image/png": {"alt": "…"}}')
