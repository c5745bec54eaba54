"""Find a region by the name that a person gives, and name regions; what is not clear is refused with advice.

Base names are shared (Kabupaten Solok, Kota Solok; the province Jambi, Kota Jambi), so a bare name is taken only
where it is the full name of one region and no base name of another.
"""

import difflib
import re
from collections.abc import Iterable, Mapping, Sequence

import pandas as pd

from analysis.errors import Message, Refused, refusal
from analysis.facts.tables import Tables, once
from analysis.vocabulary import GOVERNMENTS, Level

SPELLINGS_OF_KINDS = {
    "kab": "kabupaten",
    "pemkab": "kabupaten",
    "regency": "kabupaten",
    "pemkot": "kota",
    "pemko": "kota",
    "city": "kota",
    "prov": "provinsi",
    "pemprov": "provinsi",
    "province": "provinsi",
}
"""How people write the kind of a region, and its word in full names."""
_KIND_BEFORE = re.compile(rf"^(?:pemerintah )?({'|'.join(SPELLINGS_OF_KINDS)}|kabupaten|kota|provinsi)(?:\. ?| )(?=.)")


class Ambiguous(Refused):
    """A name that several regions have."""


def full_name(name: str, kind: str) -> str:
    """Name a region without ambiguity: Provinsi Bali, Kabupaten Solok, Kota Solok."""
    return f"Provinsi {name}" if kind == Level.PROVINCE else name


def resolve(tables: Tables, given: str, kinds: Iterable[str] = GOVERNMENTS) -> pd.Series:
    """Find the row of `regions` that a name means; `kinds` restricts to provinces, regencies or cities.

    Raises Refused, and Ambiguous where several are meant, naming what was given, what is allowed and the nearest match.
    """
    allowed, names = _spellings(tables, tuple(kinds))
    aliases = tables["region_aliases"]

    def titles(codes: Iterable[str]) -> list[str]:
        rows = allowed.loc[sorted(codes)]
        return [full_name(name, kind) for name, kind in zip(rows["region_name"], rows["kind"], strict=True)]

    if not isinstance(given, str):
        raise refusal("region {given} is not a name such as 'Kota Solok'", given=repr(given))
    found = names.get(plain(given), set())
    if len(found) > 1:
        either = {"given": given, "either": _either(titles(found))}
        raise Ambiguous(Message("region '{given}' is ambiguous: it may be {either}", either))
    if found:
        row = allowed.loc[next(iter(found))]
        own = [row["region_name"], *aliases.loc[aliases["region_code"] == row["region_code"], "alias"]]
        if plain(given) in {plain(each) for name in own for each in (name, full_name(name, row["kind"]))}:
            return row
    wrong = Message("region '{given}' is not a province, regency (Kabupaten ...) or city (Kota ...)", {"given": given})
    if tuple(kinds) == (Level.PROVINCE,):
        wrong = Message("region '{given}' is not a province", {"given": given})
    codes = found or _near(given, names)
    advice = Message("name one of regions.csv, such as {region}", {"region": titles(allowed.index[:1])[0]})
    if codes:
        advice = Message("did you mean {region}?", {"region": _either(titles(codes))})
    raise refusal("{wrong}: {advice}", wrong=wrong, advice=advice)


def _near(given: str, names: Mapping[str, set[str]]) -> set[str]:
    """Give the codes of the name that is nearest, which may be the same words in another order, as 'Solok Kota'."""
    words = sorted(plain(given).split())
    near = [name for name in names if sorted(name.split()) == words]
    full = [name for name in names if " " in name] or list(names)
    near = near or difflib.get_close_matches(plain(given), full, 1, 0.6)
    return names[near[0]] if near else set()


def _either(names: Sequence[str]) -> Message | str:
    said: Message | str = names[0]
    for other in names[1:]:
        said = Message("{one} or {other}", {"one": said, "other": other})
    return said


@once
def _spellings(tables: Tables, kinds: tuple[str, ...]) -> tuple[pd.DataFrame, dict[str, set[str]]]:
    """Give the regions of some kinds by code, and the codes that each spelling may mean."""
    regions, aliases = tables["regions"], tables["region_aliases"]
    allowed = regions[regions["kind"].isin(kinds)].set_index("region_code", drop=False)
    names: dict[str, set[str]] = {}
    # As lists: going through hundreds of rows one by one takes longer than all that is done with them.
    for code, name, kind in zip(
        *(allowed[each].tolist() for each in ("region_code", "region_name", "kind")), strict=True
    ):
        for spelling in spellings(name, kind):
            names.setdefault(spelling, set()).add(code)
    kind_of = dict(zip(allowed["region_code"], allowed["kind"], strict=True))
    for code, alias in zip(aliases["region_code"].tolist(), aliases["alias"].tolist(), strict=True):
        if code in allowed.index:
            for spelling in (alias, full_name(alias, kind_of[code])):
                names.setdefault(plain(spelling), set()).add(code)
    return allowed, names


def spellings(name: str, kind: str) -> set[str]:
    """Give all that a region may be called by its name, in plain form: in full, without the kind, and without Administrasi."""
    return {plain(each) for each in (name, full_name(name, kind), base_name(name), name.replace(" Administrasi ", " "))}


def base_name(name: str) -> str:
    """Leave out the kind of a region: Kota Solok is Solok."""
    for kind in ("Kabupaten Administrasi ", "Kota Administrasi ", "Kabupaten ", "Kota "):
        if name.startswith(kind):
            return name[len(kind) :]
    return name


def plain(name: str) -> str:
    """Level what people spell in several ways: letters, spaces, and the kind: Kab. Solok, Pemko Solok, Pemda Solok."""
    level = " ".join(name.casefold().split()).removeprefix("pemda ").removeprefix("pemerintah daerah ")
    return _KIND_BEFORE.sub(lambda found: f"{SPELLINGS_OF_KINDS.get(found[1], found[1])} ", level)
