"""Time and memory of the views and all results, as the number of placements grows.

Each size runs in a process of its own, so that its peak of memory is its own. A world has lists like the real ones
(general, outstanding, unit; finalists and winners), in which one name of ten is missing, and exactly as many placements
as asked for.
"""

import argparse
import math
import multiprocessing
import resource
import sys
import time

import numpy as np
import pandas as pd

from analysis.competition import status
from analysis.facts.schemas import TABLES
from analysis.statistics import derived
from analysis.vocabulary import Evidence

PROVINCES = 34
SIZES = {1_000: (10, 1_000), 10_000: (25, 4_000), 100_000: (50, 10_000)}
MISSING = 0.1


def world(placements: int, editions: int, institutions: int) -> dict[str, pd.DataFrame]:
    """Make the tables of a competition with so many placements, over so many editions and institutions."""
    random = np.random.default_rng(seed=placements)
    governments = institutions * 6 // 10
    codes = [f"{11 + at:02}" for at in range(PROVINCES)]
    codes += [f"{11 + at % PROVINCES:02}.{1 + at // PROVINCES:04}" for at in range(governments - PROVINCES)]
    kinds = ["province"] * PROVINCES + ["regency" if at % 5 else "city" for at in range(governments - PROVINCES)]
    names = [f"{kind}-{code.replace('.', '-')}" for kind, code in zip(kinds, codes, strict=True)]
    rest = institutions - governments
    national = [f"body-{at}" for at in range(rest // 2)]
    units = [f"unit-{at}" for at in range(rest - len(national))]
    levels = [*kinds, *(("ministry", "agency", "soe")[at % 3] for at in range(len(national))), *["unit"] * len(units)]

    # Seven tenths of an edition's size are finalists, of whom two in five win, a placement more each.
    per_edition = math.ceil(placements / editions / (1 - MISSING) / (0.7 * 1.4))
    won: set[str] = set()
    lists, named = [], []
    for year in range(2000, 2000 + editions):
        first = sorted(won)[:: max(1, len(won) * 10 // per_edition)][: per_edition // 10]
        rest_of_names = sorted(set(names + national) - set(first))
        general = random.choice(rest_of_names, math.ceil(per_edition * 0.5) - len(first), replace=False).tolist()
        unit = random.choice(units, math.ceil(per_edition * 0.2), replace=False).tolist()
        for track, on in (("outstanding", first), ("general", general), ("unit", unit)):
            winners = on[: math.ceil(len(on) * 0.4)]
            for stage, of_stage in (("finalist", on), ("winner", winners)):
                if of_stage:
                    list_id = f"{year}-{stage}-{track}"
                    parent = f"{year}-finalist-{track}" if stage == "winner" else None
                    lists.append((list_id, year, stage, track, list_id, len(of_stage), parent, "page-0"))
            # A name with all its placements, as it is missing from both lists: a win entails the place.
            named += [[(f"{year}-finalist-{track}", name)] for name in on[len(winners) :]]
            named += [[(f"{year}-{stage}-{track}", name) for stage in ("finalist", "winner")] for name in winners]
            if track != "unit":
                won |= set(winners)
    too_many = sum(map(len, named)) - placements
    known = []
    for at in random.permutation(len(named)):
        if len(named[at]) <= too_many:
            too_many -= len(named[at])
        else:
            known += named[at]
    rows: dict[str, list[tuple[object, ...]]] = {
        "editions": [(year, at, str(year), None) for at, year in enumerate(range(2000, 2000 + editions), 1)],
        "lists": lists,
        "placements": [(list_id, name, None, None) for list_id, name in known],
        "evidence": [
            (list_id, name, f"page-{page}", "states")
            for at, (list_id, name) in enumerate(known)
            for page in range(1 + (at % 4 > 0))
        ],
        "sources": [(f"page-{page}", f"publisher-{page}", None, None, "news", None) for page in range(3)],
        "institutions": [
            (name, name, level, code, None, None, None)
            for name, level, code in zip(
                [*names, *national, *units], levels, [*codes, *[None] * (institutions - governments)], strict=True
            )
        ],
        "regions": [
            (code, code, kind, code[:2], "Jawa", 1, None, code, code[:2], None, None, None)
            for code, kind in zip(codes, kinds, strict=True)
        ],
        "figures": [
            (year, measure, 5 * per_edition, 1, 1, "page-0", None)
            for year in range(2000, 2000 + editions)
            for measure in ("registered", "registered_institutions", "registered_units")
        ],
        "claims": [
            (f"claim-{at}", "placed", 2000 + at % editions, names[at], None, None, None, None, None, "…", "page-2")
            for at in range(10)
        ],
    }
    return {name: frame(name, rows.get(name, [])) for name in TABLES}


def frame(name: str, rows: list[tuple[object, ...]]) -> pd.DataFrame:
    """Make a table of the types of its schema."""
    columns = TABLES[name].columns
    kinds = {each: str(column.dtype) for each, column in columns.items()}
    return pd.DataFrame(rows, columns=list(columns)).astype(
        {each: kind if kind in ("Int64", "Float64") else "str" for each, kind in kinds.items()}
    )


def measure(placements: int) -> None:
    """Print the time and the peak of memory of one size."""
    editions, institutions = SIZES[placements]
    tables = world(placements, editions, institutions)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    marks = [time.process_time()]
    for evidence in Evidence:
        status.view(tables, evidence)
    marks.append(time.process_time())
    derived.derived(tables)
    marks.append(time.process_time())
    seen, worked = np.diff(marks)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    count = len(tables["placements"])
    each = 1000 * (seen + worked) / count
    print(
        f"{count:>10,} {editions:>8} {institutions:>12,} {seen:>8.2f} {worked:>9.2f} "
        f"{each:>14.2f} {before:>9.0f} {peak:>8.0f}",
        flush=True,
    )


def main() -> None:
    """Measure the sizes asked for, all of them by default."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    choice = f"of {', '.join(map(str, SIZES))}; all if none is given"
    parser.add_argument("placements", nargs="*", type=int, help=choice)
    sizes = parser.parse_args().placements or list(SIZES)
    if not set(sizes) <= set(SIZES):
        parser.error(f"placements are {choice}")
    print("three levels of evidence, seconds of processor time, memory in MB")
    print("placements editions institutions     view   results ms a placement MB before  MB peak")
    for placements in sizes:
        process = multiprocessing.get_context("spawn").Process(target=measure, args=(placements,))
        process.start()
        process.join()
        if process.exitcode:
            sys.exit(process.exitcode)


if __name__ == "__main__":
    main()
