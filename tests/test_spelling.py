"""The Indonesian catalogues are spelled as hunspell's dictionary has it, or as `tests/indonesian_words.txt` adds.

Where hunspell or its Indonesian dictionary is missing (on Debian: apt install hunspell-id) the test is skipped.
"""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from analysis.words.language import LOCALE

ADDED = Path(__file__).with_name("indonesian_words.txt")
COMMAND = ["hunspell", "-d", "id_ID", "-p", str(ADDED), "-i", "utf-8"]


def said() -> set[str]:
    """All words of the translations; what stands in braces is filled in elsewhere, options are no words."""
    found: set[str] = set()
    for path in sorted(LOCALE.glob("id/**/*.po")):
        with path.open("rb") as file:
            for message in read_po(file, locale="id"):
                texts = message.string if isinstance(message.string, tuple) else (message.string,)
                found.update(*(words(text) for text in texts if message.id))
    return found


def words(text: str) -> set[str]:
    return set(re.findall(r"\b[^\W\d_]+(?:-[^\W\d_]+)*\b", re.sub(r"\{\w+\}|--[a-z-]+", " ", text)))


def misspelled(words: set[str]) -> set[str]:
    done = subprocess.run([*COMMAND, "-l"], input="\n".join(sorted(words)), capture_output=True, text=True, check=True)
    return set(done.stdout.split())


@pytest.fixture(autouse=True)
def dictionary() -> None:
    if shutil.which("hunspell") is None or subprocess.run(COMMAND, input="", capture_output=True, text=True).returncode:
        pytest.skip("hunspell with its Indonesian dictionary is not on this machine")


def test_every_word_is_known():
    assert misspelled(said()) == set(), f"mend the word, or add it to {ADDED.name} if it is right"


def test_a_misspelled_word_is_found():
    assert misspelled(words("Dari {size} tempat, dikethui dua")) == {"dikethui"}


def test_no_word_is_added_that_nothing_says():
    assert {word for word in ADDED.read_text("utf-8").split() if word not in said()} == set()
