"""Characters that nobody means are told once each, and read as they were meant: nothing else is blamed."""

import pytest
from editing import edit, found

from analysis.facts.characters import meant, odd

ODD = {
    "invisible": ("Kota Solok\u200b", "has U+200B ZERO WIDTH SPACE, which can't be seen: delete it"),
    "unprintable": ("Kota Solok\x07", "has U+0007, which can't be seen: delete it"),
    "a mark of direction": ("\u200eKota Solok", "has U+200E LEFT-TO-RIGHT MARK, which can't be seen: delete it"),
    "a blank that does not break": ("Kota\u00a0Solok", "has U+00A0 NO-BREAK SPACE: write a plain space"),
    "doubled": ("Kota  Solok", "has two spaces in a row: write one"),
    "Cyrillic": (
        "Kota S\u043elok",
        "has U+043E CYRILLIC SMALL LETTER O, which looks like another: write it with plain letters",
    ),
    "a space at an end": ("Kota Solok ", "has a space at an end"),
    "an accent apart": ("Kota Solo\u0301k", "has a letter and its accent apart: write them as one character"),
    "another encoding": ("Kota SolÃ©k", "was saved in a wrong encoding: write 'Kota Solék'"),
}


@pytest.mark.parametrize("name", ODD)
def test_what_nobody_means_is_told_by_its_name(name: str) -> None:
    text, said = ODD[name]
    message = odd(text, prose=False)
    assert message is not None
    assert message.text() == said


@pytest.mark.parametrize("name", [name for name in ODD if name not in ("an accent apart", "another encoding")])
def test_it_is_read_as_it_was_meant(name: str) -> None:
    assert meant(ODD[name][0], prose=False) == "Kota Solok"


def test_a_letter_that_got_lost_is_told_and_the_name_unknown() -> None:
    message = odd("Kota Sol\ufffdk", prose=False)
    assert message is not None
    assert message.text() == "has U+FFFD REPLACEMENT CHARACTER in place of a letter that got lost: write that letter"
    assert meant("Kota Sol\ufffdk", prose=False) is None


@pytest.mark.parametrize("text", ["Kota Solok", "Perumda 'Tugu Tirta'", "Café", "PT Pertamina (Persero)", "a-b.c/d"])
def test_plain_names_are_left_alone(text: str) -> None:
    assert odd(text, prose=False) is None
    assert meant(text, prose=False) == text


@pytest.mark.parametrize("sign", ["=", "+", "-", "@"])
@pytest.mark.parametrize("prose", [True, False])
def test_what_a_spreadsheet_takes_for_a_formula_is_told(sign: str, prose: bool) -> None:
    message = odd(f"{sign}HYPERLINK(A1)", prose=prose)
    assert message is not None
    assert message.text() == f"begins with {sign}, which a spreadsheet takes for a formula: begin with a word"
    assert odd(f"{sign}5", prose=prose) is None or sign in "=@"


def test_prose_may_have_signs_and_line_ends() -> None:
    assert odd("“Nomor satu” – 62 %,\nsaid  二十", prose=True) is None


@pytest.mark.parametrize("wrong", ["Kota Solok\u200b", "Kota S\u043elok", "Kota  Solok"])
def test_one_odd_name_of_a_region_is_one_fault(raw_copy, wrong: str) -> None:
    line = edit(raw_copy, "regions.csv", "13.72,Kota Solok,", f"13.72,{wrong},")
    (fault,) = found(raw_copy)
    assert fault.startswith(f"regions.csv line {line}: region_name '")


def test_one_blank_behind_an_identifier_is_one_fault(raw_copy) -> None:
    line = edit(raw_copy, "placements.csv", "2018-finalist,kota-solok,", "2018-finalist,kota-solok ,")
    assert found(raw_copy) == [f"placements.csv line {line}: institution_id 'kota-solok ' has a space at an end"]
