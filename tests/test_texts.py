import pandas as pd

from analysis.facts.texts import Text, said, shown, texts_in

TEXTS = pd.DataFrame(
    {
        "kind": ["remark", "remark", "series", "unit"],
        "text": ["outlier", "rata", "rata", "percent"],
        "english": [None, "even", "level scale", None],
        "indonesian": ["pencilan", "rata", "skala rata", "persen"],
    },
    dtype="str",
)
FIGURES = pd.DataFrame({"value": [1, 2, 3, 4], "note": ["rata", None, "outlier", "rata"]})


def test_texts_of_a_frame_have_their_column_and_first_row():
    scores = pd.DataFrame({"series": ["rata"], "unit": ["percent"], "year": [2020]}, index=[7])
    assert texts_in(FIGURES) == {Text("remark", "rata"): ("note", 0), Text("remark", "outlier"): ("note", 2)}
    assert texts_in(scores) == {Text("series", "rata"): ("series", 7), Text("unit", "percent"): ("unit", 7)}


def test_only_texts_that_are_shown_are_picked_and_a_text_may_be_english_itself():
    found = shown({"texts": TEXTS}, FIGURES, pd.DataFrame({"unit": ["percent"]}))
    assert said(found, "en") == {
        Text("remark", "outlier"): "outlier",
        Text("remark", "rata"): "even",
        Text("unit", "percent"): "percent",
    }
    assert said(found, "id") == {
        Text("remark", "outlier"): "pencilan",
        Text("remark", "rata"): "rata",
        Text("unit", "percent"): "persen",
    }


def test_nothing_shown_says_nothing():
    assert shown({"texts": TEXTS}).empty
