"""An executed notebook as a report in all its formats: page, workbook, document and card.

Where they are published, and what stands around them, belongs to `analysis.reports.publishing` and `links`.
"""

from collections.abc import Mapping
from typing import Any

from nbformat import NotebookNode

from analysis.reports.site.card import card
from analysis.reports.site.content import blocks
from analysis.reports.site.document import document
from analysis.reports.site.links import Links
from analysis.reports.site.own import at_home
from analysis.reports.site.page import names_in, render
from analysis.reports.site.workbook import workbook
from analysis.vocabulary import Evidence
from analysis.words.language import Words
from analysis.words.vocabulary import Vocabulary

MAKE = {"xlsx": workbook, "pdf": document, "png": card}
"""How the formats besides the page are made."""


def rendered(
    notebook: NotebookNode, parameters: Mapping[str, Any], links: Links
) -> tuple[dict[str, bytes], str, tuple[str, ...]]:
    """Render a notebook that was executed with some parameters; give the contents by format, the title, and the names on it.

    Raises Refused for what a report can't show, or lacks.
    """
    at_home(notebook)
    language = str(parameters["language"])
    page, title, lead = render(notebook, language, links)
    files = {"html": page.encode()}
    if links.files:
        words = Words(language)
        named = Vocabulary(words).evidence_heading
        shown = list(blocks(notebook))
        facts = {
            "title": title,
            "author": words.say("Regional Trends"),
            "description": lead or title,
            "language": language,
            "dated": next((block["text"] for block in shown if block.get("role") == "dated"), ""),
            "address": links.path,
            "evidence": named(evidence)
            if (evidence := parameters.get("evidence", "")) in list(Evidence)
            else str(evidence),
        }
        files |= {kind: MAKE[kind](shown, facts) for kind in links.files}
    return files, title, names_in(notebook)
