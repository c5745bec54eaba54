"""Numbers as offices write them: decimal commas or points, thousands, marks of footnotes, and signs for no value.

A separator may be read in two ways ("1.234"); then the other numbers of the file decide, or nobody does.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from analysis.adding.sheets import Cell

NO_VALUE = frozenset(
    {"", "-", "--", "–", "—", "...", "…", "..", ".", "na", "n/a", "n.a.", "n.a", "nan", "x", "tad", "null"}
)
"""Signs for a value that there is not, in small letters."""
MARKS = r"(?:\s*(?:\*+\)?|[†‡§]+|[¹²³⁴⁵⁶⁷⁸⁹⁰⁽⁾ᵃᵇᶜ]+|[repREP]\)?|(?<=\s)[0-9]\)))*"
NUMBER = re.compile(rf"([-−–+]?)\s?([0-9][0-9.,'’ ]*[0-9]|[0-9]|[.,][0-9]+)\s*%?({MARKS})")


@dataclass(frozen=True)
class Numbers:
    """What the cells of a table are, one by one."""

    values: list[float | None]
    """None where there is no value, or it can't be read."""
    marked: list[int]
    """Positions of numbers with the mark of a footnote."""
    wrong: list[int]
    """Positions of cells that are no numbers."""
    unclear: list[int]
    """Positions of numbers whose separator may be of decimals or of thousands."""


class _Read(NamedTuple):
    digits: str
    separators: tuple[str, ...]
    sign: int
    is_marked: bool


def is_number(cell: Cell) -> bool:
    """Whether a cell is a number in some way of writing it."""
    return not isinstance(cell, str) or NUMBER.fullmatch(cell) is not None


def is_missing(cell: Cell) -> bool:
    """Whether a cell says that there is no value."""
    return isinstance(cell, str) and cell.casefold() in NO_VALUE


def numbers(cells: Sequence[Cell], decimal: str = "") -> Numbers:
    """Read the cells of one table; `decimal` is its decimal separator, where it is known.

    >>> numbers(["1.234,5", "1.234", "72,3*", "...", 71.2]).values
    [1234.5, 1234.0, 72.3, None, 71.2]
    >>> numbers(["1.234", "987"]).unclear
    [0]
    """
    read = {at: _read(cell) for at, cell in enumerate(cells) if isinstance(cell, str) and not is_missing(cell)}
    known = [each for each in read.values() if each]
    decimals, thousands = ({decimal}, {".", ","} - {decimal}) if decimal else _separators(known)
    values: list[float | None] = [None if isinstance(cell, str) else float(cell) for cell in cells]
    marked: list[int] = []
    wrong: list[int] = []
    unclear: list[int] = []
    for at, each in read.items():
        if each is None:
            wrong.append(at)
            continue
        if each.is_marked:
            marked.append(at)
        value = _value(each, decimals, thousands)
        if isinstance(value, str):
            (unclear if value == "unclear" else wrong).append(at)
        else:
            values[at] = value
    return Numbers(values, marked, wrong, unclear)


def _read(text: str) -> _Read | None:
    found = NUMBER.fullmatch(text)
    if not found:
        return None
    digits = re.sub(r"(?<=[0-9])['’ ](?=[0-9]{3}(?![0-9]))", "", found[2])
    if re.search(r"['’ ]", digits):
        return None
    separators = tuple(each for each in digits if each in ".,")
    return _Read(digits, separators, -1 if found[1] in ("-", "−", "–") else 1, bool(found[3].strip()))


def _separators(read: Sequence[_Read]) -> tuple[set[str], set[str]]:
    """Tell which separators stand before decimals for certain, and which between thousands."""
    decimals: set[str] = set()
    thousands: set[str] = set()
    for each in read:
        if len(set(each.separators)) == 2:
            decimals.add(each.separators[-1])
            thousands.add(each.separators[0])
        elif len(each.separators) > 1:
            thousands.add(each.separators[0])
        elif each.separators and not _may_be_thousands(each):
            decimals.add(each.separators[0])
    return decimals, thousands


def _may_be_thousands(number: _Read) -> bool:
    return re.fullmatch(r"[1-9][0-9]{0,2}[.,][0-9]{3}", number.digits) is not None


def _value(number: _Read, decimals: set[str], thousands: set[str]) -> float | str:
    """Give the value; 'unclear' where it may be two, 'wrong' where it is none."""
    if not number.separators:
        return number.sign * float(number.digits)
    last = number.separators[-1]
    if len(set(number.separators)) == 2 or len(number.separators) == 1:
        may_be_decimal, may_be_thousands = last in decimals, last in thousands
        if len(number.separators) == 1 and _may_be_thousands(number):
            if may_be_decimal and may_be_thousands:
                return "unclear"
            other = {".": ",", ",": "."}[last]
            if not may_be_decimal and not (may_be_thousands or other in decimals):
                return "unclear"
        is_decimal = may_be_decimal
    else:
        is_decimal = False
    whole, _, rest = number.digits.rpartition(last) if is_decimal else (number.digits, "", "")
    return _joined(whole, rest, number.sign)


def _joined(whole: str, rest: str, sign: int) -> float | str:
    groups = re.split(r"[.,]", whole)
    if len(set(re.findall(r"[.,]", whole))) > 1:
        return "wrong"
    if len(groups) > 1 and (not 1 <= len(groups[0]) <= 3 or any(len(each) != 3 for each in groups[1:])):
        return "wrong"
    return sign * float(f"{''.join(groups) or '0'}.{rest or '0'}")
