"""Random complete worlds that obey the rules of the lists; names taken away; all completions of what is left.

What is true of a world is worked out here with plain sets, by other means than in `analysis`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import combinations, permutations

import pandas as pd
from hypothesis import strategies as st

from analysis.facts.schemas import TABLES

Lists = Mapping[str, frozenset[str]]

REGIONS = [
    ("11", "Utara", "province", "11", "Sumatera", 1, None),
    ("11.01", "Kabupaten Utara", "regency", "11", "Sumatera", 1, None),
    ("11.71", "Kota Utara", "city", "11", "Sumatera", 1, None),
    ("12", "Tengah", "province", "12", "Sumatera", 1, None),
    ("12.01", "Kabupaten Tengah", "regency", "12", "Sumatera", 1, None),
    ("12.02", "Kabupaten Administrasi Tengah", "regency", "12", "Sumatera", 0, None),
    ("13", "Selatan", "province", "13", "Jawa", 1, None),
    ("13.71", "Kota Selatan", "city", "13", "Jawa", 1, "2019-06-01"),
]
GOVERNMENTS = {
    "provinsi-utara": "11",
    "kabupaten-utara": "11.01",
    "kota-utara": "11.71",
    "provinsi-tengah": "12",
    "kabupaten-tengah": "12.01",
    "provinsi-selatan": "13",
    "kota-selatan": "13.71",
}
LATE = "kota-selatan"
KIND = {code: kind for code, _, kind, *_ in REGIONS}
PROVINCE = {name: code[:2] for name, code in GOVERNMENTS.items()}
# A ministry that was made an agency before 2020: one line, two levels.
OLD, NEW = "ministry-2", "agency-2"
NATIONAL = {"ministry-1": "ministry", NEW: "agency", "soe-1": "soe"}
UNITS = ("unit-1", "unit-2", "unit-3")
LEVELS = (
    {name: (KIND[code],) for name, code in GOVERNMENTS.items()}
    | {"ministry-1": ("ministry",), NEW: ("agency", "ministry"), "soe-1": ("soe",)}
    | dict.fromkeys(UNITS, ("unit",))
)
EDITIONS = (2018, 2019, 2020, 2022)


@dataclass(frozen=True)
class World:
    """The lists of a world, all known, and what was taken away."""

    editions: tuple[int, ...]
    lists: Lists
    """The names on each list, as lines."""
    gone: frozenset[tuple[str, str]]
    """List and line of the names that are not known."""
    described: frozenset[tuple[str, str]]
    """Those of them whose level is known all the same."""
    forgotten: frozenset[str]
    """Lines of which no table has heard."""

    @property
    def known(self) -> Lists:
        return {
            each: frozenset(name for name in names if (each, name) not in self.gone)
            for each, names in self.lists.items()
        }

    def whole(self) -> "World":
        return replace(self, gone=frozenset(), described=frozenset(), forgotten=frozenset())

    def open_slots(self) -> int:
        return len(self.gone)


def edition(list_id: str) -> int:
    return int(list_id[:4])


def is_winner(list_id: str) -> bool:
    return "-winner-" in list_id


def track(list_id: str) -> str:
    return list_id.rsplit("-", 1)[1]


def parent(list_id: str) -> str:
    return list_id.replace("-winner-", "-finalist-")


def level_then(line: str, year: int) -> str:
    if line == NEW:
        return "agency" if year >= 2020 else "ministry"
    return line.split("-")[1] if line.startswith("unlisted") else LEVELS[line][0]


def levels(line: str) -> tuple[str, ...]:
    return LEVELS.get(line) or (level_then(line, 0),)


def placed(lists: Lists, year: int, which: str = "all", stage: str = "finalist") -> frozenset[str]:
    """The lines on the lists of a stage of an edition: `all` of them, of `institutions` or of `units`."""
    return frozenset().union(
        *(
            names
            for each, names in lists.items()
            if edition(each) == year
            and is_winner(each) == (stage == "winner")
            and (which == "all" or (track(each) == "unit") == (which == "units"))
        )
    )


@st.composite
def worlds(draw, *, most_gone: int = 99, outstanding: bool = True, whole_winners: bool = False) -> World:
    editions = EDITIONS[: draw(st.integers(2, 4))]
    lists: dict[str, frozenset[str]] = {}
    won: set[str] = set()
    for year in editions:
        general = sorted({*GOVERNMENTS, *NATIONAL} - ({LATE} if year == 2018 else set()))
        first = set()
        if outstanding and won and draw(st.booleans()):
            first = draw(st.sets(st.sampled_from(sorted(won)), min_size=1, max_size=2))
            lists[f"{year}-finalist-outstanding"] = frozenset(first)
        rest = st.sampled_from([each for each in general if each not in first])
        lists[f"{year}-finalist-general"] = frozenset(draw(st.sets(rest, min_size=1, max_size=4)))
        if year > 2018 and draw(st.booleans()):
            lists[f"{year}-finalist-unit"] = frozenset(draw(st.sets(st.sampled_from(UNITS), min_size=1, max_size=2)))
        for each in [each for each in lists if edition(each) == year]:
            winners = draw(st.sets(st.sampled_from(sorted(lists[each])), max_size=2))
            if winners:
                lists[each.replace("-finalist-", "-winner-")] = frozenset(winners)
            if track(each) != "unit":
                won |= winners
    names = sorted((each, name) for each, on in lists.items() for name in on)
    gone = set(draw(st.sets(st.sampled_from(names), max_size=most_gone)))
    # A name that is not known as a finalist is not known as a winner either.
    gone |= {(each, name) for each, name in names if is_winner(each) and (parent(each), name) in gone}
    if whole_winners:
        gone = {(each, name) for each, name in gone if (each.replace("finalist", "winner"), name) not in names}
        gone = {(each, name) for each, name in gone if not is_winner(each)}
    described = {each for each in sorted(gone) if not is_winner(each[0]) and draw(st.booleans())}
    unheard = {name for _, name in gone} - {name for each, name in names if (each, name) not in gone}
    forgotten = {name for name in unheard if name not in GOVERNMENTS} if draw(st.booleans()) else set()
    return World(editions, lists, frozenset(gone), frozenset(described), frozenset(forgotten))


def _frame(name: str, rows: list[tuple]) -> pd.DataFrame:
    columns = TABLES[name].columns
    frame = pd.DataFrame(rows, columns=list(columns))
    kinds = {each: str(column.dtype) for each, column in columns.items()}
    return frame.astype({each: kind if kind in ("Int64", "Float64") else "str" for each, kind in kinds.items()})


def tables(world: World) -> dict[str, pd.DataFrame]:
    """The tables that say what is known of a world, every name stated by two publishers."""

    def institution(line: str, year: int) -> str:
        return OLD if line == NEW and year < 2020 else line

    known = [(each, institution(name, edition(each))) for each, on in world.known.items() for name in sorted(on)]
    listed = [
        *((name, KIND[code], code, None, None) for name, code in GOVERNMENTS.items()),
        *((name, level, None, None, OLD if name == NEW else None) for name, level in NATIONAL.items()),
        (OLD, "ministry", None, None, None),
        *((name, "unit", "11", None, None) for name in UNITS),
    ]
    forgotten = world.forgotten | ({OLD} if NEW in world.forgotten else set())
    registered = [(year, measure) for year in world.editions for measure in ("registered_institutions", "registered")]
    filled = {
        "editions": [(year, at, f"Tahun {year}", None) for at, year in enumerate(world.editions, 1)],
        "lists": [
            (
                each,
                edition(each),
                "winner" if is_winner(each) else "finalist",
                track(each),
                each,
                len(on),
                parent(each) if is_winner(each) else None,
                "list",
            )
            for each, on in world.lists.items()
        ],
        "placements": [(each, name, None, None) for each, name in known],
        "open_slots": [(each, level_then(name, edition(each)), "list", None) for each, name in sorted(world.described)],
        "evidence": [(each, name, page, "states") for each, name in known for page in ("first", "second")],
        "sources": [(page, page, None, None, "news", None) for page in ("first", "second", "list", "press")],
        "institutions": [
            (name, name, level, code, None, None, old) for name, level, code, _, old in listed if name not in forgotten
        ],
        "regions": [
            (code, name, kind, province, island, own, since, code, province, None, None, None)
            for code, name, kind, province, island, own, since in REGIONS
        ],
        "figures": [(year, measure, 20 + year % 10, 1, 1, "list", None) for year, measure in registered],
    }
    return {name: _frame(name, filled.get(name, [])) for name in TABLES}


def completions(world: World) -> Iterator[Lists]:
    """All ways to fill the open slots so that the rules hold, institutions included that no table names."""
    missing = {each: len(on) - len(world.known[each]) for each, on in world.lists.items()}
    unlisted = [
        f"unlisted-{level}-{number}"
        for level in ("ministry", "agency", "soe", "unit")
        for number in range(
            max([n for each, n in missing.items() if (track(each) == "unit") == (level == "unit")] or [0])
        )
    ]
    everyone = [name for name in (*LEVELS, *unlisted) if name not in world.forgotten]
    order = sorted(world.lists, key=lambda each: (edition(each), is_winner(each), each))

    def fill(at: int, filled: dict[str, frozenset[str]]) -> Iterator[Lists]:
        if at == len(order):
            yield dict(filled)
            return
        each = order[at]
        known = world.known[each]
        year, stage = edition(each), "winner" if is_winner(each) else "finalist"
        taken = placed({**world.known, **filled}, year, stage=stage)
        earlier = frozenset().union(*(placed(filled, past, stage="winner") for past in world.editions if past < year))
        if track(each) == "outstanding" and stage == "finalist" and not known <= earlier:
            return
        candidates = [
            name
            for name in everyone
            if name not in taken
            and (levels(name) == ("unit",)) == (track(each) == "unit")
            and not (name == LATE and year == 2018)
            and (stage == "finalist" or name in filled[parent(each)])
            and (stage == "winner" or track(each) != "outstanding" or name in earlier)
        ]
        if stage == "winner" and not known <= filled[parent(each)]:
            return
        asked = [level_then(name, year) for which, name in sorted(world.described) if which == each]
        for chosen in combinations(candidates, missing[each]):
            if any(
                all(level in levels(name) for level, name in zip(asked, some, strict=False))
                for some in permutations(chosen, len(asked))
            ):
                yield from fill(at + 1, {**filled, each: known | set(chosen)})

    yield from fill(0, {})
