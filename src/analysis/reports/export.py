"""An exporter of nbconvert, which makes the page of a report from a notebook as it stands.

`jupyter nbconvert --to trends` finds it by its entry point, and so does JupyterLab under *Save and Export Notebook As*.
What the page looks like belongs to `analysis.reports.site`; the pages of a build, which lead to each other, to
`analysis.reports.make_report`.
"""

import re
from typing import Any

from nbconvert.exporters import Exporter
from nbconvert.preprocessors import ExecutePreprocessor
from nbformat import NotebookNode

from analysis.reports.notebooks import METADATA
from analysis.reports.site.links import Links
from analysis.reports.site.own import at_home
from analysis.reports.site.page import render
from analysis.words.language import LANGUAGES, of_locale

_LANGUAGE = re.compile(rf"^language\b[^=\n]*= *['\"]({'|'.join(LANGUAGES)})['\"]", re.MULTILINE)
_WITH_PARAMETERS = {"parameters", "injected-parameters"}


class TrendsExporter(Exporter):  # type: ignore[misc]
    """An executed notebook becomes one page that leads to no other.

    A notebook that was saved as it is committed has lost its charts, so it is run again, as is one that was never run.
    """

    export_from_notebook = "Regional Trends"
    output_mimetype = "text/html"
    file_extension = ".html"

    def from_notebook_node(self, nb: NotebookNode, resources: Any = None, **kw: Any) -> tuple[str, Any]:
        """Convert a notebook."""
        notebook, resources = super().from_notebook_node(nb, resources, **kw)
        if notebook.metadata == METADATA or not any(cell.get("outputs") for cell in notebook.cells):
            ExecutePreprocessor(parent=self).preprocess(notebook, resources)
        at_home(notebook)
        name = resources["metadata"]["name"]
        page, _, _ = render(notebook, _language(notebook), Links(index="", path=f"{name}.html", notebook=name))
        return page, resources


def _language(notebook: NotebookNode) -> str:
    """Find the language that a notebook was executed with: what its parameters say last, else that of the locale."""
    cells = (cell for cell in notebook.cells if _WITH_PARAMETERS & {*cell.metadata.get("tags", [])})
    said = [match[1] for cell in cells for match in _LANGUAGE.finditer(cell.source)]
    return said[-1] if said else str(of_locale())
