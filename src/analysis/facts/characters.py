"""Characters of a cell that nobody means: invisible, doubled, lost, or looking like others.

Each is told once and read as it was meant, so that no other fault follows from it. What a cell must say belongs to
`analysis.facts.schemas`.
"""

import unicodedata

from analysis.errors import Message

INVISIBLE = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
"""Categories of characters that can't be seen or printed."""
LOST = "\N{REPLACEMENT CHARACTER}"
LINE_ENDS = "\r\n"
FORMULA = ("=", "+", "-", "@")
"""With what begins a cell that a spreadsheet works out; before a digit it may be a number."""
LOOK_ALIKES = str.maketrans(
    "АВЕКМНОРСТХаеорсухіјΑΒΕΖΗΙΚΜΝΟΡΤΥΧοıɡ\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{EN DASH}\N{MINUS SIGN}‘’",
    "ABEKMHOPCTXaeopcyxijABEZHIKMNOPTYXoig----''",
)
"""Cyrillic and Greek letters, dashes and quotation marks that pass for the characters of a keyboard."""


def odd(text: str, *, prose: bool) -> Message | None:
    """Say what is wrong with the characters of a cell, the first that is; nothing if all are meant.

    `prose` may have line ends, and letters and signs of any script.
    """
    if text.strip() != text:
        return Message("has a space at an end")
    if text.startswith(FORMULA) and not (text[0] in "+-" and text[1:2].isdigit()):
        return Message(
            "begins with {sign}, which a spreadsheet takes for a formula: begin with a word", {"sign": text[0]}
        )
    if text.isascii() and text.isprintable() and "  " not in text:
        return None
    if unicodedata.normalize("NFC", text) != text:
        return Message("has a letter and its accent apart: write them as one character")
    if (right := _misread(text)) is not None:
        return Message("was saved in a wrong encoding: write '{right}'", {"right": right})
    for each in text:
        named = {"character": f"U+{ord(each):04X} {unicodedata.name(each, '')}".strip()}
        kind = unicodedata.category(each)
        if each == LOST:
            return Message("has {character} in place of a letter that got lost: write that letter", named)
        if kind in INVISIBLE and not (prose and each in LINE_ENDS):
            return Message("has {character}, which can't be seen: delete it", named)
        if kind == "Zs" and each != " ":
            return Message("has {character}: write a plain space", named)
        if not prose and not _is_plain(each):
            return Message("has {character}, which looks like another: write it with plain letters", named)
    if "  " in text and not prose:
        return Message("has two spaces in a row: write one")
    return None


def meant(text: str, *, prose: bool) -> str | None:
    """Give the text as it was meant; nothing where a letter got lost."""
    if text.isascii() and text.isprintable() and (prose or "  " not in text):
        return text.strip()
    if LOST in text:
        return None
    kept = (
        " " if unicodedata.category(each) == "Zs" else each
        for each in unicodedata.normalize("NFC", text)
        if each in LINE_ENDS or unicodedata.category(each) not in INVISIBLE
    )
    plain = "".join(kept).strip()
    return plain if prose else " ".join(unicodedata.normalize("NFKC", plain).translate(LOOK_ALIKES).split())


def _is_plain(character: str) -> bool:
    """Whether a character is one of a keyboard, or a Latin letter with an accent."""
    apart = unicodedata.normalize("NFD", character)
    return apart[0].isascii() and all(unicodedata.combining(each) for each in apart[1:])


def _misread(text: str) -> str | None:
    """Give what UTF-8 says that was read as a Western code page: 'Ã©' is é."""
    try:
        right = text.encode("cp1252").decode("utf-8")
    except ValueError:
        return None
    return right if right != text else None
