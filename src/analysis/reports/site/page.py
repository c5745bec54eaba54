"""An executed notebook becomes one self-contained HTML page: no code, no prompts, no request to any other host.

nbconvert does the work with the template beside this module, where the look of the page belongs. That nothing is
asked of another host is held twice: the page's own security policy forbids it, and a page that tries is refused.
"""

import re
import threading
from html import unescape
from pathlib import Path
from typing import Any

from nbconvert.exporters import HTMLExporter, TemplateExporter
from nbformat import NotebookNode
from traitlets.config import Config

from analysis.vocabulary import Language

NOTEBOOK_ONLY = "notebook-only"
SHOWN = ["text/html", "image/png", "image/svg+xml", "text/markdown", "text/plain"]
FORBIDDEN = {"base", "embed", "form", "frame", "iframe", "link", "meta", "object", "script"}
WORDS = {
    Language.INDONESIAN: {"skip": "Langsung ke isi", "all": "Semua laporan"},
    Language.ENGLISH: {"skip": "Skip to the content", "all": "All reports"},
}

_TAG = re.compile(r"""<([a-z][a-z0-9]*)((?:"[^"]*"|'[^']*'|[^>"'])*)>""", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""([^\s=/]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|(\S+))""")
_HEADING = re.compile(r"<h1\b[^>]*>(.*?)</h1>", re.DOTALL | re.IGNORECASE)
_local = threading.local()


class Unrenderable(Exception):  # noqa: N818 - it reads as what it is
    """Something that a report can't show; the message says what, and what would be right."""


class _Exporter(HTMLExporter):  # type: ignore[misc]
    """nbconvert's exporter without its last pass over the whole page, which fills in missing alternative texts."""

    def from_notebook_node(self, nb: NotebookNode, resources: Any = None, **kw: Any) -> tuple[str, Any]:
        """Convert a notebook."""
        return TemplateExporter.from_notebook_node(self, nb, resources, **kw)  # type: ignore[no-any-return]


def render(notebook: NotebookNode, language: str) -> tuple[str, str]:
    """Render an executed notebook; return the page and its title, the first heading."""
    cells = [cell for cell in notebook.cells if NOTEBOOK_ONLY not in cell.metadata.get("tags", [])]
    shown = NotebookNode(notebook, cells=cells)
    page, _ = _exporter().from_notebook_node(shown, {"report": {"language": language, **WORDS[Language(language)]}})
    start = page.index("<main")
    _refuse_unsound(page[start:])
    heading = _HEADING.search(page, start)
    title = " ".join(unescape(re.sub(r"<[^>]*>", "", heading[1])).split()) if heading else ""
    if not title:
        raise Unrenderable("the report has no title; the first heading of level 1 would be it")
    escaped = title.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return page.replace("<title></title>", f"<title>{escaped}</title>", 1), title


def _exporter() -> _Exporter:
    """Give each thread one exporter, since making it takes longer than using it."""
    if not hasattr(_local, "exporter"):
        _local.exporter = _Exporter(
            config=Config(
                TemplateExporter={
                    "extra_template_basedirs": [str(Path(__file__).parent)],
                    "template_name": "template",
                    "exclude_input": True,
                    "optimistic_validation": True,  # once, not after each step
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
