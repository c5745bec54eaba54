"""The closed words stand in `analysis.vocabulary` alone: elsewhere they are its members, never bare strings."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest

import analysis
from analysis import vocabulary
from analysis.analyst import asked, show
from analysis.display.charts.theme import KIND_COLOURS, STATUS_COLOURS
from analysis.display.states import LOOKS
from analysis.facts.schemas import TABLES
from analysis.pages import of_compare
from analysis.statistics.schemas import DERIVED
from analysis.vocabulary import Evidence, Language, Level, Outcome, Stage, Status, Track, Verdict

SOURCE = Path(analysis.__file__).parent
CODE = [path for path in sorted(SOURCE.rglob("*.py")) if path.name != "vocabulary.py"]

WORDS = {
    str(member)
    for words in vars(vocabulary).values()
    if isinstance(words, type) and issubclass(words, vocabulary.StrEnum)
    for member in words
}
COLUMNS = {column for schema in (*TABLES.values(), *DERIVED.values()) for column in schema.columns} - {"all"}
"""In a dictionary these may name columns."""
TAKES_VALUES = ("eq", "ne", "isin", "get", "map", "replace", "select", "full", "where")
"""Methods and functions whose arguments are values."""
NAMES_COLUMNS = ("columns", "index", "values", "on", "by")
"""Arguments that name columns."""
ALLOWED = {
    "adding/names.py": {"province"},  # a value of a message
    # What an analyst may type is a literal, which editors complete; and there columns have short names.
    "analyst/asked.py": {"finalist", "winner", "province"},
    "analyst/catalogue.py": {"edition"},
    "analyst/changes.py": {"edition", "newcomers"},  # a column, and a result
    "analyst/charts.py": {"province"},
    "analyst/columns.py": {"province", "indicator", "island_group", "all", "alone", "implied", "placed"},  # columns
    "analyst/door.py": {"en", "all", "finalist", "corroborated", "province", "indicator"},
    "analyst/drawn.py": {"finalist", "province"},
    "analyst/explain_results.py": {"registered", "indicator", "edition", "placed", "province", "series"},
    "analyst/filters.py": {"edition", "province"},
    "analyst/frames.py": {"newcomers", "placed", "province", "indicator"},
    "analyst/interval.py": {"yes", "no"},  # what is printed
    "analyst/own_scores.py": {"province"},
    "analyst/rules.py": {"newcomers"},  # a result
    "analyst/screen.py": {"finalist", "all", "en"},
    "analyst/subjects.py": {"units", "open_slots", "edition", "indicator"},  # names of frames, and of subjects
    "facts/regions.py": {"province", "regency", "city"},  # English spellings of the words, among others
    "display/references.py": {"province", "edition"},  # notebooks
    "findings/of_region.py": {"placed"},  # a column
    "pages/of_data_quality.py": {"newcomers", "rank"},  # a result, and a conclusion
    "pages/of_national_trends.py": {"registered"},  # a column
    "pages/region_sentences.py": {"province"},  # a value of a sentence
    "reports/lab.py": {"province"},  # a notebook
    "reports/parameter_sets.py": {"province", "indicator"},  # parameters of notebooks
    "reports/site/index.py": {"province", "edition"},  # a key of the page's data, and a notebook
    "reports/site/links.py": {"province"},  # a notebook
    "reports/site/page.py": {"all"},  # a key of the page's words
    "reports/site/sharing.py": {"states"},  # a field
    "reports/subjects.py": {"all", "placed", "edition", "province", "indicator"},  # sets and notebooks of reports.yml
    "statistics/certainty.py": {"rank", "newcomers"},  # a conclusion, and a result
    "statistics/steps.py": {"newcomers", "open_slots"},  # a result, and a table
    "words/phrases.py": {"newcomers"},  # a result
}


def bare(node: ast.AST | None) -> Iterator[ast.Constant]:
    """Give the words that a value is, or holds."""
    if isinstance(node, ast.Constant) and node.value in WORDS:
        yield node
    elif isinstance(node, ast.Tuple | ast.List | ast.Set):
        for element in node.elts:
            if not isinstance(element, ast.Tuple | ast.List):  # a table of tuples may name columns
                yield from bare(element)
    elif isinstance(node, ast.IfExp):
        yield from (*bare(node.body), *bare(node.orelse))


def found_in(tree: ast.AST) -> Iterator[ast.Constant]:
    """Give the words that stand as values: where they are names of columns they are not found."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare):
            for side in (node.left, *node.comparators):
                yield from bare(side)
        elif isinstance(node, ast.Call):
            called = node.func.attr if isinstance(node.func, ast.Attribute) else ""
            for given in node.args if called in TAKES_VALUES else ():
                yield from bare(given)
            for keyword in node.keywords:
                if keyword.arg not in NAMES_COLUMNS and not isinstance(keyword.value, ast.Tuple | ast.List):
                    yield from bare(keyword.value)
        elif isinstance(node, ast.arguments):
            for default in (*node.defaults, *node.kw_defaults):
                yield from bare(default)
        elif isinstance(node, ast.Dict):
            for side in (*node.keys, *node.values):
                if not isinstance(side, ast.Tuple | ast.List):  # those name columns
                    yield from (word for word in bare(side) if word.value not in COLUMNS)
        elif isinstance(node, ast.Return | ast.Assign | ast.AnnAssign) and not isinstance(node.value, ast.List):
            yield from bare(node.value)


@pytest.mark.parametrize("path", CODE, ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_no_closed_word_is_a_bare_string(path: Path):
    file = path.relative_to(SOURCE).as_posix()
    words = list(found_in(ast.parse(path.read_text("utf-8"))))
    left = {f"{file}:{word.lineno}: '{word.value}'" for word in words if word.value not in ALLOWED.get(file, ())}
    assert not left, "take the member of analysis.vocabulary"
    assert ALLOWED.get(file, set()) <= {word.value for word in words}, "an exception that nothing needs any more"


@pytest.mark.parametrize(
    "code",
    [
        'rows[rows["status"] == "placed"]',
        'rows["level"].isin(["regency", "city"])',
        'np.select([more], ["yes"], "no")',
        'def find(evidence="all"): ...',
        'def of(status):\n    return "certain" if status else "holds"',
        'kinds = {"missing_name": 1}',
        'rows["strength"] = "implied" if weak else "stated"',
        'resolve(tables, kind="province")',
        'if reason in ("alone", "not_placed"): ...',
    ],
)
def test_a_bare_word_is_found(code: str):
    assert list(found_in(ast.parse(code)))


@pytest.mark.parametrize(
    "code",
    ['rows["unit"]', 'rows.groupby(["edition", "level"])', '{"edition": 2018, "size": 25}', 'words.say("placed")'],
)
def test_a_column_or_a_sentence_is_no_bare_word(code: str):
    assert not list(found_in(ast.parse(code)))


def test_every_place_that_lists_closed_words_lists_all_of_them() -> None:
    """What the type checker can't see: dictionaries, style sheets and what an editor completes."""

    def styled(file: str, selector: str) -> list[str]:
        return re.findall(rf"^{selector} ", (SOURCE / "reports/site" / file).read_text("utf-8"), re.MULTILINE)

    places = [
        ("display/charts/theme.py", Status, STATUS_COLOURS),
        ("analyst/show.py by night", Status, [each for each in Status if STATUS_COLOURS.get(each) in show.DARK]),
        ("analyst/show.py", Status, re.findall(r"td\.(\w+) \{", show.STYLE)),
        ("analyst/asked.py", Status, get_args(asked.InStatus)),
        ("pages/of_compare.py", Status, of_compare.STATES.values()),
        ("pages/of_compare.py", Outcome, of_compare.STATES),
        ("display/states.py", Status, LOOKS),
        ("reports/site/report_page/style.css", Status, styled("report_page/style.css", r"\.strip \.(\w+)")),
        ("reports/site/index_pages/style.css", Outcome, styled("index_pages/style.css", r"\.(\w+) \.word::before")),
        ("vocabulary.py, Outcome", Status, [Status.PLACED, *Outcome]),
        ("display/charts/theme.py", Level, KIND_COLOURS),
        ("analyst/asked.py", Level, get_args(asked.Kind)),
        ("analyst/asked.py", Evidence, get_args(asked.Strength)),
        ("analyst/asked.py", Language, get_args(asked.InLanguage)),
        ("analyst/asked.py", Stage, get_args(asked.OfStage)),
        ("analyst/asked.py", Track, get_args(asked.OfTrack)),
        ("analyst/asked.py", Verdict, get_args(asked.Found)),
    ]
    missing = [f"{place}: '{word}'" for place, words, listed in places for word in words if word not in set(listed)]
    assert not missing, "\n".join(missing)
