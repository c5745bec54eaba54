"""How the documentation site is made, by `make site`: from this folder, the notebooks, and the pages beside the code.

All of the project is the source, so that a link that leads from page to page in a checkout leads there on the site as
well. Notebooks are shown as they are committed; nothing is executed here.
"""

from importlib.metadata import version as installed
from typing import Any

from pygments.lexers.special import TextLexer

project = "Regional Trends"
author = "Regional Trends"
release = version = installed("regional-trends")
language = "en"

extensions = ["myst_nb", "sphinx.ext.autodoc"]
root_doc = "docs/index"
include_patterns = [
    "*.md",
    "data/README*.md",
    "docs/*.md",
    "docs/*/*.md",
    "notebooks/*.ipynb",
    "ops/*.md",
    "benchmarks/*.md",
]
exclude_patterns = ["**/.*", "start.ipynb"]
templates_path = ["_templates"]

nb_execution_mode = "off"
nb_merge_streams = True
myst_heading_anchors = 4
myst_enable_extensions = ["colon_fence"]
nitpicky = True

# Whether the press still keeps its pages is a question about the sources, not about this site.
linkcheck_exclude_documents = ["notebooks/.*"]

# Its side shows the whole tree with its captions, so that every page can stay where it lies.
html_theme = "furo"
html_title = "Regional Trends"
html_additional_pages = {"index": "to_first_page.html"}
html_show_copyright = False


def setup(app: Any) -> None:
    """Show rows of a table and the source of a drawing as they are; Pygments colours neither."""
    for plain in ("csv", "mermaid", "po"):
        app.add_lexer(plain, TextLexer)
