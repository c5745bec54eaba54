import ast
import doctest
import re
import string
from pathlib import Path

import documented
import pytest

from analysis.errors import Refused
from analysis.facts.schemas import TABLES
from analysis.facts.texts import Text
from analysis.statistics.schemas import DERIVED
from analysis.vocabulary import TextKind
from analysis.words import language
from analysis.words.language import Words, of_locale

SOURCE = Path(language.__file__).parents[1]


TEMPLATE_AT = {"say": 0, "plural": 0, "Message": 0, "refusal": 0, "fault": 2, "warning": 2, "tell": 2}
"""The functions to which templates are given, and the place of the first one among their arguments."""


def said() -> list[tuple[str, ...]]:
    """Every template of the code, and both of `plural`: constants, or texts that have a name in the same file."""
    found = []
    for path in SOURCE.rglob("*.py"):
        tree = ast.parse(path.read_text("utf-8"))
        named: dict[str, set[str]] = {}
        for node in ast.walk(tree):
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant):
                for target in node.targets:
                    named.setdefault(getattr(target, "id", ""), set()).add(str(node.value.value))
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                if name in TEMPLATE_AT:
                    first = TEMPLATE_AT[name]
                    given = node.args[first : first + (2 if name == "plural" else 1)]
                    constants = [each.value for each in given if isinstance(each, ast.Constant)]
                    if given and len(constants) == len(given):
                        found.append(tuple(str(each) for each in constants))
                    elif name in ("fault", "warning", "tell", "refusal"):
                        found += [(text,) for each in given for text in named[getattr(each, "id", "")]]
    return [*found, *of_cells()]


def of_cells() -> list[tuple[str]]:
    """What the schemas say is wrong with a cell, what a cell is that must not be empty, and what a row of a table is."""
    columns = [column for schema in TABLES.values() for column in schema.columns.values()]
    forms = [column.check.error for column in columns if column.check]
    titles = [schema.row for schema in {**TABLES, **DERIVED}.values()]
    return [(text,) for text in titles + forms + [column.description for column in columns if not column.nullable]]


def fields(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


def test_no_sentence_is_missing_in_indonesian_and_none_is_left_over() -> None:
    templates = {each for texts in said() for each in texts}
    assert len(templates) > 200
    assert templates == set(language.translations())


def test_a_translation_has_the_values_of_its_sentence() -> None:
    for texts in said():
        for text in texts:
            # A singular may leave out the number that its plural names.
            allowed = set().union(*(fields(each) for each in texts))
            translated = fields(language.translations()[text])
            assert fields(text) <= translated | {"number"}
            assert translated <= allowed


def test_numbers_percentages_dates_and_enumerations_follow_the_language() -> None:
    indonesian, english = Words("id"), Words("en")
    assert (indonesian.percent(0.015, 1), english.percent(0.015, 1)) == ("1,5%", "1.5%")
    assert (indonesian.percent(0.2), english.percent(0.2)) == ("20%", "20%")
    assert (indonesian.decimal(4, 1), english.decimal(4, 1)) == ("4,0", "4.0")
    assert (indonesian.change(-0.5), english.change(4654.4)) == ("\N{MINUS SIGN}0,50", "+4,654.40")
    assert (indonesian.number(1234.5), english.number(1234.5)) == ("1.234,5", "1,234.5")
    assert (indonesian.date("2022-05-12"), english.date("2022-05-12")) == ("12 Mei 2022", "12 May 2022")
    assert (indonesian.date("2022-05"), english.date("2022-05")) == ("Mei 2022", "May 2022")
    assert indonesian.date("2022") == "2022"
    assert (indonesian.listing("abc"), english.listing("abc")) == ("a, b, dan c", "a, b and c")
    assert indonesian.listing(["A, B", "C", "D"]) == "A, B; C; serta D"
    assert english.listing(["A, B", "C", "1,5"], style="or") == "A, B; C; or 1,5"
    assert indonesian.listing(["Obat dan Makanan", "Kota Solok"]) == "Obat dan Makanan; serta Kota Solok"
    assert english.listing(["Obat dan Makanan", "Kota Solok"]) == "Obat dan Makanan and Kota Solok"
    assert (english.listing(["A, B"]), indonesian.listing(["1,5", "2"])) == ("A, B", "1,5 dan 2")
    assert (indonesian.time("2026-11-29T20:05:00+00:00"), english.time("2026-11-29T20:05:00")) == ("20.05", "20:05")
    assert (indonesian.interval(9, 14), english.interval(9, 14)) == ("9 sampai 14", "9 to 14")
    assert english.interval(9, 9) == "9"


def test_braces_in_data_stay_as_they_are() -> None:
    assert Words("en").say("Source: {publishers}.", publishers="{a} {0}") == "Source: {a} {0}."
    texts = {Text(TextKind.REMARK, "outlier {a}"): "pencilan {a}"}
    assert Words("id", texts).note("outlier {a}") == "pencilan {a}"


def test_a_language_that_there_is_not_is_refused() -> None:
    with pytest.raises(Refused, match="language 'fr' is not one of id, en"):
        Words("fr")


@pytest.mark.parametrize(
    ("locale", "spoken"),
    [
        ("id_ID.UTF-8", "id"),
        ("id", "id"),
        ("en_GB.UTF-8", "en"),
        ("C", "en"),
        ("de_DE.UTF-8", "en"),
        ("nonsense!", "en"),
        ("", "en"),
    ],
)
def test_the_language_is_that_of_the_locale_else_english(monkeypatch, locale: str, spoken: str) -> None:
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LC_CTYPE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", locale)
    monkeypatch.setenv("LC_CTYPE", "C.UTF-8")  # as Python itself sets it where the locale is not installed
    assert of_locale() == spoken


def test_what_is_set_for_messages_comes_before_what_is_set_for_all_else(monkeypatch) -> None:
    for name, locale in (("LANG", "en_GB.UTF-8"), ("LC_MESSAGES", "id_ID.UTF-8"), ("LC_ALL", ""), ("LANGUAGE", "")):
        monkeypatch.setenv(name, locale)
    assert of_locale() == "id"
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    assert of_locale() == "en"
    monkeypatch.setenv("LANGUAGE", "id:en")
    assert of_locale() == "id"


def test_what_commands_refuse_is_said_in_both_languages() -> None:
    """But for what only those meet who run a cluster, the jobs of Lab or a notebook that is half made."""
    rooms = [
        "adding",
        "facts",
        "folders.py",
        "prepare.py",
        "cli/adding.py",
        "cli/options.py",
        "findings/common.py",
        "reports",
    ]
    others = {SOURCE / "reports" / f"{name}.py" for name in ("pool", "scheduled", "plan", "subjects")}
    paths = {path for room in rooms for path in (SOURCE.glob(room) if ".py" in room else (SOURCE / room).rglob("*.py"))}
    calls = [
        (path, node)
        for path in sorted(paths - others)
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call)
    ]
    refused = [(path, node.args[0]) for path, node in calls if getattr(node.func, "id", "") == "Refused"]
    assert [f"{path.name}:{given.lineno}" for path, given in refused if not isinstance(given, ast.Call)] == []


def test_the_example_for_contributors_is_of_the_catalogue_and_gives_what_it_says() -> None:
    (example,) = documented.blocks("CONTRIBUTING.md", "pycon")
    test = doctest.DocTestParser().get_doctest(example.text, {}, "CONTRIBUTING.md", None, example.first)
    assert doctest.DocTestRunner().run(test) == doctest.TestResults(failed=0, attempted=4)
    catalogue = (SOURCE / "words/locale/id/LC_MESSAGES/messages.po").read_text("utf-8")
    for entry in documented.blocks("CONTRIBUTING.md", "po"):
        assert f"\n{entry.text}" in catalogue
        assert all(text in example.text for text in re.findall(r'^msgid.* (".*")$', entry.text, re.MULTILINE))
