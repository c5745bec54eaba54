"""Names of regions in a table of an office, each found in the context of its province; nothing is guessed in silence.

Offices write provinces in capitals above their regencies and cities, and leave out Kabupaten, often Kota as well. How a
person's question finds a region belongs to `analysis.facts.regions`.
"""

import difflib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from analysis.errors import Message
from analysis.facts.regions import base_name, full_name, plain
from analysis.facts.tables import Tables
from analysis.vocabulary import Level

KINDS = {
    **dict.fromkeys(("kabupaten", "regency", "kabupatenregency", "regencies", "kabupatenregencies"), Level.REGENCY),
    **dict.fromkeys(("kota", "city", "kotamunicipality", "municipality", "kotacity"), Level.CITY),
}
"""Headings, in the form of `levelled`, below which names stand without Kabupaten or Kota."""
TOTALS = frozenset(
    {"indonesia", "jumlah", "total", "jumlahtotal", "rata", "ratarata", "rerata", "nasional", "national"}
)
FOOTNOTE = re.compile(r"(\s*(\*+\)?|[†‡§]+|[¹²³⁴⁵⁶⁷⁸⁹⁰⁽⁾]+|\(?[0-9]+\)))+$")
NUMBERING = re.compile(r"^\(?[0-9]+([.][0-9]+)*[.)]?\s+(?=\D)|^[0-9]+[.)](?=[^\d\s])")
WORDS = {
    "&": "dan",
    "adm": "administrasi",
    "admin": "administrasi",
    "kep": "kepulauan",
    "peg": "pegunungan",
    "prop": "provinsi",
    "sumatra": "sumatera",
}
MOST = 0.8
"""From this share of names on, a table stands in the order of provinces."""


@dataclass(frozen=True)
class Name:
    """A name of a table, and what stands around it."""

    text: str
    province: str = ""
    """What the table gives as its province in another column."""
    has_value: bool = True


@dataclass(frozen=True)
class Match:
    """The region that a name means; None where nobody can know, or it is none."""

    region_code: str | None
    problem: Message | None = None
    """Why no region was found."""
    note: Message | None = None
    """How it was found, where that doesn't follow from its letters."""


HEADING = Match(None)


def unmarked(text: str) -> str:
    """Leave out numbering before a name, and footnotes behind it."""
    return FOOTNOTE.sub("", NUMBERING.sub("", text)).strip()


@lru_cache(maxsize=8192)
def squeezed(text: str) -> str:
    """Leave the letters of a name, small and without spaces; kinds and short words are written out."""
    words = re.split(r"[\s.]+", plain(unmarked(text)))
    return re.sub(r"[^a-z]", "", "".join(WORDS.get(word, word) for word in words))


@lru_cache(maxsize=8192)
def levelled(text: str) -> str:
    """Level the ways to spell a name: its letters, none twice in a row.

    >>> levelled("Kota Makasar") == levelled("kota  Makassar"), levelled("Kab. Kep. Aru")
    (True, 'kabupatenkepulauanaru')
    """
    return re.sub(r"(.)\1", r"\1", squeezed(text))


@dataclass
class Regions:
    """All regions by what they may be called."""

    kinds: dict[str, str]
    provinces: dict[str, set[str]]
    """The province of each region, today's and that of 2022."""
    titles: dict[str, str]
    by_name: dict[str, set[str]] = field(default_factory=dict)
    """Codes by names in the form of `levelled`."""
    full: dict[str, set[str]] = field(default_factory=dict)
    """Codes by names that say the kind as well."""
    known: set[str] = field(default_factory=set)
    """Names in the form of `squeezed`."""

    @classmethod
    def of(cls, tables: Tables) -> "Regions":
        """Take them from the tables `regions` and `region_aliases`."""
        rows = tables["regions"].set_index("region_code")
        found = cls(
            kinds=dict(rows["kind"]),
            provinces={
                code: {now, before}
                for code, now, before in rows[["province_code", "province_code_2022"]].itertuples(name=None)
            },
            titles={code: full_name(*pair) for code, *pair in rows[["region_name", "kind"]].itertuples(name=None)},
        )
        for code, name, kind in rows[["region_name", "kind"]].itertuples(name=None):
            found._add(code, name, full_name(name, kind))
            if kind == Level.PROVINCE and (short := re.sub("^D(?:K)?I ", "", name)) != name:
                found.by_name.setdefault(levelled(short), set()).add(code)  # as its capital is called
        for alias, code in tables["region_aliases"][["alias", "region_code"]].itertuples(index=False, name=None):
            found._add(code, alias, alias)
        return found

    def _add(self, code: str, name: str, full: str) -> None:
        base = base_name(name)
        word = {Level.REGENCY: "Kabupaten ", Level.CITY: "Kota ", Level.PROVINCE: "Provinsi "}[Level(self.kinds[code])]
        with_kind = {word + base} | ({full} if base != name or full != name else set())
        for each in {name, base, name.removeprefix(word), *with_kind}:
            self.known.add(squeezed(each))
            self.by_name.setdefault(levelled(each), set()).add(code)
        for each in with_kind:
            self.full.setdefault(levelled(each), set()).add(code)

    def named(self, text: str) -> set[str]:
        """Give the codes of all regions that a text may name; of a double name, those that both parts may."""
        if found := self.by_name.get(levelled(text)):
            return found
        parts = [part for part in re.split(r"[/()]", unmarked(text)) if part.strip()]
        if len(parts) < 2:
            return set()
        meant = [self.by_name.get(levelled(part), set()) for part in parts]
        return set.intersection(*meant)

    def province(self, text: str) -> str | None:
        """Give the province that a text names."""
        found = [code for code in self.named(text) if self.kinds[code] == Level.PROVINCE]
        return found[0] if len(found) == 1 else None

    def near(self, text: str) -> str:
        """Name the regions whose names are nearest to a text."""
        of_another_kind = levelled(base_name(plain(unmarked(text)).title()))
        names = difflib.get_close_matches(levelled(text), self.by_name, 2, 0.6)
        names = [of_another_kind] if of_another_kind in self.by_name else names
        return " / ".join(dict.fromkeys(self.titles[code] for name in names for code in sorted(self.by_name[name])))


def match(regions: Regions, names: Sequence[Name]) -> list[Match]:
    """Find the region of each name of a table, from the first to the last; equal ones in a row are one."""
    habits = _habits(regions, names)
    found: list[Match] = []
    here = _Context()
    for at, name in enumerate(names):
        if at and (name.text, name.province) == (names[at - 1].text, names[at - 1].province):
            found.append(found[-1])
        else:
            found.append(_match(regions, name, here, habits))
    return found


@dataclass
class _Context:
    """What stood last above a name."""

    province: str | None = None
    kind: Level | None = None


@dataclass(frozen=True)
class _Habits:
    """How a table writes its names as a whole."""

    bare_is_regency: bool
    """Cities have their word, regencies have none."""
    has_provinces: bool
    capitals_are_provinces: bool
    """Provinces stand in capitals, and nothing else."""
    by_province: bool
    """Regions stand below their provinces."""


def _habits(regions: Regions, names: Iterable[Name]) -> _Habits:
    texts = list(dict.fromkeys(name.text for name in names))
    words = {
        regions.kinds[next(iter(codes))]
        for text in texts
        if (codes := regions.full.get(levelled(text))) and len(codes) == 1
    }
    inside: list[bool] = []
    province = None
    has_provinces = Level.PROVINCE in words
    for text in texts:
        codes = regions.named(text)
        if provinces := {code for code in codes if regions.kinds[code] == Level.PROVINCE}:
            province = min(provinces)
            has_provinces = has_provinces or codes == provinces
        elif len(codes) == 1 and province:
            inside.append(province in regions.provinces[min(codes)])
    return _Habits(
        bare_is_regency=Level.CITY in words and Level.REGENCY not in words,
        has_provinces=has_provinces,
        capitals_are_provinces=_capitals_are_provinces(regions, texts),
        by_province=bool(inside) and sum(inside) >= MOST * len(inside),
    )


def _capitals_are_provinces(regions: Regions, texts: Iterable[str]) -> bool:
    said = {text: [regions.kinds[code] for code in codes] for text in texts if (codes := regions.named(text))}
    capital = [Level.PROVINCE in kinds for text, kinds in said.items() if text.isupper()]
    other = [set(kinds) != {Level.PROVINCE} for text, kinds in said.items() if not text.isupper()]
    return bool(capital) and bool(other) and all(capital) and all(other)


def _match(regions: Regions, name: Name, here: _Context, habits: _Habits) -> Match:
    level = levelled(name.text)
    if level in KINDS and not name.has_value:
        here.kind = KINDS[level]
        return HEADING
    codes = regions.named(name.text)
    if not codes:
        return _unknown(regions, name)
    context = regions.province(name.province) if name.province else here.province if habits.by_province else None
    if habits.capitals_are_provinces:
        fit = {code for code in codes if (regions.kinds[code] == Level.PROVINCE) == name.text.isupper()}
        codes = fit or codes
    chosen = _chosen(regions, codes, level, context, here.kind, habits)
    if len(chosen) != 1:
        either = " / ".join(sorted(regions.titles[code] for code in chosen or codes))
        return Match(None, Message("'{name}' may be {either}: write it in full", {"name": name.text, "either": either}))
    code = next(iter(chosen))
    if regions.kinds[code] == Level.PROVINCE:
        here.province, here.kind = code, None
        return Match(code, note=_note(regions, name.text, code))
    if context and context not in regions.provinces[code]:
        values = {"name": name.text, "province": regions.titles[context], "region": regions.titles[code]}
        outside = Message(
            "'{name}' stands under {province}, but {region} lies elsewhere: correct its name, or its place", values
        )
        return Match(None, outside)
    bare_city = regions.kinds[code] == Level.CITY and habits.bare_is_regency and here.kind is None
    no_province = here.kind is not None and not context and any(regions.kinds[each] == Level.PROVINCE for each in codes)
    is_told = level not in regions.full and (bare_city or no_province)
    return Match(code, note=_note(regions, name.text, code, is_told=is_told))


def _chosen(
    regions: Regions, codes: set[str], level: str, context: str | None, kind: Level | None, habits: _Habits
) -> set[str]:
    """Leave of the regions that bear a name those that can be meant."""
    if full := regions.full.get(level, set()) & codes:
        return full
    provinces = {code for code in codes if regions.kinds[code] == Level.PROVINCE}
    if provinces and kind is None and not provinces & {context} and habits.has_provinces:
        return provinces
    others = codes - provinces or codes
    if kind and len(of_kind := {code for code in others if regions.kinds[code] == kind}):
        others = of_kind
    if context and (within := {code for code in others if context in regions.provinces[code]}):
        others = within
    if habits.bare_is_regency and len(others) > 1:
        others = {code for code in others if regions.kinds[code] == Level.REGENCY} or others
    return others if context or kind or not provinces else others | provinces


def _unknown(regions: Regions, name: Name) -> Match:
    if any(levelled(part) in TOTALS for part in re.split(r"[/(]", name.text)):
        return Match(None, note=Message("'{name}' is a total and is left out", {"name": name.text}))
    if not name.has_value:
        return HEADING
    near = regions.near(name.text)
    if not near:
        return Match(None, Message("'{name}' is no region", {"name": name.text}))
    return Match(None, Message("'{name}' is no region: is it {near}?", {"name": name.text, "near": near}))


def _note(regions: Regions, text: str, code: str, *, is_told: bool = False) -> Message | None:
    """Say as what a name is read, unless its letters say so."""
    if not is_told and squeezed(text) in regions.known:
        return None
    return Message("'{name}' is read as {region}", {"name": text, "region": regions.titles[code]})
