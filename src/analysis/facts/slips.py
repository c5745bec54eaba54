"""Slips of a spreadsheet: rows that stand twice, and cells that stand in the column of others, in a row or in all.

Each is one fault with its mend, and the cells are read as they were meant, so that nothing that follows is told. What
is wrong with a cell where it stands belongs to `analysis.facts.cells`, the form of a file to `analysis.facts.files`.
"""

from collections.abc import Iterator, Mapping, Sequence, Set

import pandas as pd

from analysis.errors import Fault, Message, fault
from analysis.facts import cells
from analysis.facts.forms import Schema

LEAST = 3
"""A slip of so many rows may be one of columns."""
MOST = 0.9
"""It is one if so large a share of the rows that it changes is wrong as it stands, and right without it."""
HALF = 0.5

Order = tuple[int | None, ...]
"""For each column the one in which its cells stand; None where its cell got lost."""


def repeated(texts: pd.DataFrame, file: str) -> tuple[pd.DataFrame, list[Fault]]:
    """Find rows, two or more, that stand above already in the same order, and leave them out."""
    first: dict[tuple[str, ...], int] = {}
    above = [first.setdefault(row, at) for at, row in enumerate(texts.fillna("").itertuples(index=False, name=None))]
    runs: list[list[int]] = []
    for at, earlier in enumerate(above):
        if earlier != at and runs and runs[-1][-1] == at - 1 and above[at - 1] == earlier - 1:
            runs[-1].append(at)
        elif earlier != at:
            runs.append([at])
    runs = [run for run in runs if len(run) > 1]
    lines = texts.index
    faults = [
        fault(
            file,
            int(lines[run[0]]),
            "the rows from here to line {end} stand on lines {first} to {last} already: remove them",
            end=lines[run[-1]],
            first=lines[above[run[0]]],
            last=lines[above[run[-1]]],
        )
        for run in runs
    ]
    return texts.drop(lines[[at for run in runs for at in run]]), faults


def filled_down(texts: pd.DataFrame, file: str, key: Sequence[str]) -> tuple[pd.DataFrame, list[Fault]]:
    """Find a column that makes most keys stand twice as it is the same in all rows, and leave it out."""
    if len(texts) < LEAST or not set(key) <= set(texts):
        return texts, []
    same = [name for name in key if len(texts[name].unique()) == 1]
    if not same or texts.duplicated(list(key)).mean() < HALF:
        return texts, []
    columns = ", ".join(f"{name} '{texts[name].fillna('').iloc[0]}'" for name in same)
    filled = "all {count} rows have {columns}, and most keys stand twice: is a column filled down?"
    return texts.drop(columns=same), [fault(file, 1, filled, columns=columns, count=len(texts))]


def moved(
    texts: pd.DataFrame,
    file: str,
    schema: Schema,
    known: Mapping[str, Set[str]],
    told: Set[int] = frozenset(),
) -> tuple[pd.DataFrame, bool, list[Fault]]:
    """Find cells that fit the column of others and not their own, and put them where they fit; tell whether none is lost.

    `known` has the values that a reference may have, by its target; where it lacks the target, all are taken as right. `told` are
    the lines of which something is told already.
    """
    count = _wrong(texts, file, schema, known).sum(axis="columns").where(~texts.index.isin(list(told)), 0)
    if count.max() < 2 and (count > 0).sum() < LEAST:
        return texts, True, []
    faults: list[Fault] = []
    of_rows: dict[int, tuple[Order, pd.DataFrame]] = {}
    for order, slip in _orders(list(texts.columns)):
        meant, changed = _meant(texts, order)
        suspects = changed & (count > 0)
        if not suspects.any():
            continue
        left = _wrong(meant[suspects], file, schema, known)
        lost = [name for name, at in zip(texts, order, strict=True) if at is None]
        right = ~left.drop(columns=lost).any(axis="columns")
        lines = right.index[right & ((count[suspects] > 1) | (None not in order))]
        if len(lines) >= max(LEAST, MOST * changed.sum()):
            in_rows = Message("in {count} rows, {slip}", {"count": len(lines), "slip": slip})
            return meant.where(changed, texts).drop(columns=lost), not lost, [Fault(file, 1, in_rows)]
        for line in lines[count[lines] > 1].difference(pd.Index(list(of_rows))):
            of_rows[line] = order, meant.loc[[line]]
            faults.append(Fault(file, int(line), slip))
    mended = texts.copy()
    for line, (_, meant) in of_rows.items():
        mended.loc[line] = meant.loc[line]
    return mended, not any(None in order for order, _ in of_rows.values()), faults


def _orders(columns: Sequence[str]) -> Iterator[tuple[Order, Message]]:
    """Give the orders in which cells may stand by a slip, with how that is said."""
    width = len(columns)
    for one, first in enumerate(columns):
        for other in range(one + 1, width):
            order = list(range(width))
            order[one], order[other] = other, one
            yield (
                tuple(order),
                Message(
                    "{first} and {second} stand in each other's column: swap them",
                    {"first": first, "second": columns[other]},
                ),
            )
    for at, first in enumerate(columns):
        yield (
            (*range(at), *range(at + 1, width), None),
            Message(
                "the cells from {first} on stand one column too far to the right: take out the empty one",
                {"first": first},
            ),
        )
        yield (
            (*range(at), None, *range(at, width - 1)),
            Message(
                "the cells from {first} on stand one column too far to the left: one is missing there", {"first": first}
            ),
        )


def _meant(texts: pd.DataFrame, order: Order) -> tuple[pd.DataFrame, pd.Series]:
    """Put the cells into the order, and tell of which rows that changes any and loses none."""
    columns = {
        name: pd.Series(pd.NA, texts.index, "str") if at is None else texts.iloc[:, at]
        for name, at in zip(texts, order, strict=True)
    }
    meant = pd.DataFrame(columns)
    kept = texts.drop(columns=[name for at, name in enumerate(texts) if at in order]).isna().all(axis="columns")
    return meant, kept & (meant.fillna("") != texts.fillna("")).any(axis="columns")


def _wrong(texts: pd.DataFrame, file: str, schema: Schema, known: Mapping[str, Set[str]]) -> pd.DataFrame:
    """Tell of each cell whether it is wrong where it stands."""
    faulty = {each.cell for each in cells.checked(texts, file, schema)[1]}
    wrong = pd.DataFrame({name: [(file, line, name) in faulty for line in texts.index] for name in texts}, texts.index)
    for name in texts:
        target = schema.columns[name].refers_to
        if target and target in known:
            own = set(texts[target.split(".")[1]]) if target.split(".")[0] == schema.name else set()
            wrong[name] |= texts[name].notna() & ~texts[name].isin(known[target] | own)
    return wrong
