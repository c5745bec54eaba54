"""The page on what an analyst can ask is that of the code, and tells everything that is offered."""

import runpy
from pathlib import Path

import analysis

API = runpy.run_path(str(Path(__file__).parents[1] / "docs" / "api.py"))
PAGE = API["page"]()


def test_the_committed_page_says_what_the_docstrings_say():
    assert API["PAGE"].read_text("utf-8") == PAGE, "renew it with `make docs`"


def test_every_method_of_the_data_is_told_with_its_words():
    for name in vars(analysis.Data):
        assert name.startswith("_") or f"\n### .{name}\n" in PAGE or name in ("evidence", "supposed", "own_scores"), (
            name
        )
    assert "- `verdict`: `supported`, `refuted`, `undetermined`" in PAGE
    assert "\n    tr.data(evidence='all', raw, language='en')\n" in PAGE
