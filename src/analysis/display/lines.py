"""What a page says line by line, and what two versions of it say differently.

The blocks that lines come from stand beside this; where differences are told belongs to `analysis.analyst` and
`analysis.reports`.
"""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import NamedTuple

from analysis.words.language import Words
from analysis.words.ranges import DASH

ARROW = " → "
CELLS = " | "
"""What stands between the cells of a row."""
LIKENESS = 0.5
"""Above it, one sentence is another version of the other: `_likeness`."""


class Line(NamedTuple):
    """A line of a page: what it says of what, and the weight of its place, 0 for what weighs most."""

    weight: int
    text: str
    about: str = ""
    """An edition, a key fact, the table and the first cell of a row; '' for a sentence, which says so itself."""


class Difference(NamedTuple):
    """What a line said before and says after, '' where it wasn't or isn't there."""

    weight: int
    about: str
    before: str
    after: str


def row(weight: int, table: str, cells: Sequence[str]) -> Line:
    """Give the row of a table as a line about its first cell."""
    first, *others = cells
    return Line(weight, CELLS.join(others), f"{table}, {first}") if others else Line(weight, first, table)


def differences(before: Sequence[Line], after: Sequence[Line]) -> Iterator[Difference]:
    """Find what differs, what weighs most first."""
    for weight in sorted({line.weight for line in (*before, *after)}):
        old, new = ([line for line in lines if line.weight == weight] for lines in (before, after))
        if old == new:
            continue
        for kind, first, last, start, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
            if kind != "equal":
                yield from _differences(old[first:last], new[start:end])


def _differences(gone: Sequence[Line], come: Sequence[Line]) -> Iterator[Difference]:
    """Set against each line that has come the one that went for it, if one did."""
    left = list(gone)
    for line in come:
        likeness, place = max(((_likeness(each, line), -at) for at, each in enumerate(left)), default=(0, 0))
        if likeness > LIKENESS:
            like = left.pop(-place)
            if differing := _differing(like.text, line.text):
                yield Difference(line.weight, line.about, *differing)
        else:
            yield Difference(line.weight, line.about, "", line.text)
    for line in left:
        yield Difference(line.weight, line.about, line.text, "")


def _likeness(one: Line, other: Line) -> float:
    """Give the share of their words that two sentences share; lines about the same are versions of each other."""
    if one.about or other.about:
        return one.about == other.about
    return SequenceMatcher(None, one.text.split(), other.text.split(), autojunk=False).ratio()


def _differing(before: str, after: str) -> tuple[str, str] | None:
    """Keep of two rows the cells that differ; a column of dashes is left out of a table, so a missing one is a dash."""
    pairs = zip_longest(before.split(CELLS), after.split(CELLS), fillvalue=DASH)
    kept = [pair for pair in pairs if pair[0] != pair[1]]
    return (CELLS.join(old for old, _ in kept), CELLS.join(new for _, new in kept)) if kept else None


def told(difference: Difference, words: Words) -> str:
    """Say a difference."""
    _, about, before, after = difference
    if about:
        return f"{about}: {before or DASH}{ARROW}{after or DASH}"
    if before and after:
        return words.say("Now: {after} Before: {before}", before=before, after=after)
    if after:
        return words.say("Now: {after}", after=after)
    return words.say("No longer: {before}", before=before)
