"""Rules of institutions: whose they are, what they continue, and that none stands under two identifiers."""

import difflib
import re
from collections.abc import Iterable, Iterator

import pandas as pd

from analysis.errors import Fault, fault, warning
from analysis.facts.columns import CODE_FORM
from analysis.facts.institutions import government_name, governments, lineages, slug
from analysis.facts.regions import full_name, plain
from analysis.vocabulary import GOVERNMENTS, Level

Faults = Iterator[Fault]
NATIONAL = tuple(level for level in Level if level.is_national)
REGION_NAMED = re.compile(r"\b(?:Kabupaten|Kota|Provinsi) .+")
SHORTENED = {"DI ": "Daerah Istimewa ", "DKI ": "Daerah Khusus Ibukota "}
"""How titles begin the names of regions, and how those of their governments may."""
ALIKE = 0.92
"""From this ratio of difflib on, two names are taken for two spellings."""


def governments_and_regions(institutions: pd.DataFrame, regions: pd.DataFrame) -> Faults:
    """A region has one government, of its own kind; who is no government and no unit has no region."""
    kinds = regions.drop_duplicates("region_code").set_index("region_code")["kind"]
    own = institutions[institutions["level"].isin(GOVERNMENTS)]
    for line, level, code in own[["level", "region_code"]].itertuples():
        named = {"value": code, "level": level}
        if pd.isna(code):
            empty = "{column} is empty; a {level} has the code of its region"
            yield fault("institutions.csv", line, empty, "region_code", **named)
        elif (kind := kinds.get(code)) is not None and kind != level:
            other = "{column} '{value}' is a {kind}, not a {level}"
            yield fault("institutions.csv", line, other, "region_code", **named, kind=kind)
    for line, code in own.loc[own.duplicated("region_code"), "region_code"].dropna().items():
        yield fault("institutions.csv", line, "{column} '{value}' has a government already", "region_code", value=code)
    national = institutions[institutions["level"].isin(NATIONAL)]
    for line, code in national["region_code"].dropna().items():
        must = "{column} '{value}' must be empty for a national institution"
        yield fault("institutions.csv", line, must, "region_code", value=code)


def governments_named_after_their_region(
    institutions: pd.DataFrame, regions: pd.DataFrame, region_aliases: pd.DataFrame
) -> Faults:
    """The identifier and the name of a government are those of its region, present or former."""
    names = _named_regions(regions)
    kinds, written = names["kind"].to_dict(), names["region_name"].to_dict()
    aliases = region_aliases.dropna(subset=["region_code", "alias"]).groupby("region_code")["alias"].agg(list).to_dict()
    ids = _owners(institutions, names)["institution_id"].tolist()
    columns = ["institution_id", "institution_name", "level", "region_code"]
    for line, institution_id, name, level, code in _own(institutions)[columns].itertuples():
        if kinds.get(code) != level or institution_id in ids:
            continue
        called = [written[code], *aliases.get(code, [])]
        right = [slug(full_name(each, level)) for each in called]
        if pd.notna(institution_id) and institution_id not in right:
            after = "{column} '{value}' is not named after region {code}, as {right} is: correct it or the region_code"
            named = {"value": institution_id, "code": code, "right": right[0]}
            yield fault("institutions.csv", line, after, "institution_id", **named)
        elif pd.notna(name) and not _names_one_of(name, called, level):
            other = (
                "{column} '{value}' is not that of region {code}, as '{right}' is: correct it or the region_code, or add "
                "the region's other name to region_aliases.csv"
            )
            named = {"value": name, "code": code, "right": government_name(written[code], level)}
            yield fault("institutions.csv", line, other, "institution_name", **named)


def governments_have_their_region(institutions: pd.DataFrame, regions: pd.DataFrame) -> Faults:
    """Nobody but the government of a region has its identifier or its name."""
    owners = _owners(institutions, _named_regions(regions))
    ids = dict(zip(owners["institution_id"], owners["region_code"], strict=True))
    owner_of = dict(zip(owners["institution_name"].map(_region_meant), owners["region_code"], strict=True))
    known = institutions[institutions["level"].isin(list(Level))]  # a level that is none is told by its cell
    for line, institution_id, name, level in known[["institution_id", "institution_name", "level"]].itertuples():
        if institution_id in ids:
            is_of = "{column} '{value}' is the government of region {code}: give it that region_code"
            yield fault(
                "institutions.csv", line, is_of, "institution_id", value=institution_id, code=ids[institution_id]
            )
        elif level not in GOVERNMENTS and pd.notna(name) and (code := owner_of.get(_region_meant(name))):
            meant = "{column} '{value}' is the government of region {code}: give it that region_code, and the level"
            yield fault("institutions.csv", line, meant, "institution_name", value=name, code=code)


def names_fit_their_region(institutions: pd.DataFrame, regions: pd.DataFrame) -> Faults:
    """A unit whose name has the full name of a region is of that region, or stands there."""
    names = _named_regions(regions)
    codes = {plain(full_name(name, kind)): code for code, name, kind in names[["region_name", "kind"]].itertuples()}
    columns = ["institution_name", "region_code", "located_in"]
    others = institutions[~institutions["level"].isin(GOVERNMENTS)].dropna(subset=["institution_name"])
    for line, name, own, place in others[columns].itertuples():
        code = _region_in(name, codes)
        if code is None or code in (own, place):
            continue
        if pd.notna(own) or pd.notna(place):
            column, value = ("region_code", own) if pd.notna(own) else ("located_in", place)
            other = "{column} '{value}' is not the region in its name '{name}', which has the code {code}"
            yield warning("institutions.csv", line, other, column, value=value, name=name, code=code)


def one_identifier_each(institutions: pd.DataFrame) -> Faults:
    """An institution stands under one identifier, however its name is spelled; a successor has another name."""
    known = institutions.dropna(subset=["institution_id", "institution_name", "level"])
    known = known.drop_duplicates("institution_id")
    # Governments are told apart by their regions; one of them has one row.
    known = known[~known["level"].isin(GOVERNMENTS)]
    lineage = known["institution_id"].map(lineages(institutions))
    where = known[["region_code", "located_in"]].bfill(axis=1)["region_code"].fillna("")
    for _, rows in known.groupby(where):
        seen: dict[str, int] = {}
        for line, name in rows["institution_name"].items():
            key = _name_meant(name)
            tell = warning
            if (first := seen.get(key)) is None:
                others = [each for each, at in seen.items() if lineage[at] != lineage[line]]
                first = seen.get(_nearly(key, others) or "")
            elif _letters(name) == _letters(known.loc[first, "institution_name"]):
                tell = fault
            if first is not None and lineage[first] != lineage[line]:
                same = (
                    "{column} '{value}' seems to be '{other}' of line {first}: keep one of the two, under one "
                    "institution_id"
                )
                named = {"value": name, "other": known.loc[first, "institution_id"], "first": first}
                yield tell("institutions.csv", line, same, "institution_name", **named)
            seen.setdefault(key, line)


def successions(institutions: pd.DataFrame) -> Faults:
    """An institution has one successor at most, and none succeeds itself."""
    pairs = institutions[["institution_id", "succeeds_institution_id"]].dropna()
    column = "succeeds_institution_id"
    for line, value in pairs.loc[pairs.duplicated(column), column].items():
        yield fault("institutions.csv", line, "{column} '{value}' has a successor already", column, value=value)
    successor = dict(zip(pairs[column], pairs["institution_id"], strict=True))
    for line, institution_id, value in pairs.itertuples():
        passed, at = set(), institution_id
        while at in successor and at not in passed:
            passed.add(at)
            at = successor[at]
        if at == institution_id and at in passed:
            yield fault(
                "institutions.csv", line, "{column} '{value}' closes a circle of successions", column, value=value
            )


def _named_regions(regions: pd.DataFrame) -> pd.DataFrame:
    """Give the regions by code; one in a wrong form is a fault of regions.csv, and wrong advice elsewhere."""
    coded = regions[regions["region_code"].str.fullmatch(CODE_FORM, na=False)].dropna(subset=["region_name", "kind"])
    return coded.drop_duplicates("region_code").set_index("region_code")


def _own(institutions: pd.DataFrame) -> pd.DataFrame:
    return institutions[institutions["level"].isin(GOVERNMENTS)].drop_duplicates("region_code")


def _owners(institutions: pd.DataFrame, regions: pd.DataFrame) -> pd.DataFrame:
    """Give the governments of the regions of which the table has none, as they would be named."""
    made = governments(regions.reset_index(), institutions)
    return made[~made["region_code"].isin(_own(institutions)["region_code"])]


def _names_one_of(name: str, regions: Iterable[str], level: str) -> bool:
    """Whether the name of a government is that of a region, by one of its names; Daerah may begin such a name."""
    given = {_region_meant(name), " ".join(name.casefold().split()).removeprefix("pemerintah ")}
    called = [*regions]
    called += [
        whole + each.removeprefix(short)
        for each in called
        for short, whole in SHORTENED.items()
        if each.startswith(short)
    ]
    return not given.isdisjoint(plain(each) for region in called for each in (region, full_name(region, level)))


def _region_in(name: str, codes: dict[str, str]) -> str | None:
    """Find the code of the region whose full name stands in a name, the longest there is."""
    found = REGION_NAMED.search(name)
    words = plain(found[0]).split() if found else []
    return next((codes[part] for end in range(len(words), 1, -1) if (part := " ".join(words[:end])) in codes), None)


def _region_meant(name: str) -> str:
    return plain(name).removeprefix("pemerintah ")


def _letters(name: str) -> str:
    return slug(name.replace("&", " dan "))


def _name_meant(name: str) -> str:
    """Level the ways to write the name of an institution: its short name in brackets, its legal form, RI at its end."""
    spelled = re.sub(r"\s*\([^)]*\)", "", name)
    return re.sub(r"^pt-|-tbk$|-persero$|-ri$|-republik-indonesia$", "", _letters(spelled))


def _nearly(key: str, others: list[str]) -> str | None:
    """Find a name that differs in a letter or two, and is not a longer or another name."""
    near = difflib.get_close_matches(key, others, 3, ALIKE)
    return next((each for each in near if each.count("-") == key.count("-") and not _counts(each, key)), None)


def _counts(one: str, other: str) -> bool:
    """Whether two names differ in a number only, as do Rutan Kelas I and II, or SMA 1 and 2."""
    pairs = zip(one.split("-"), other.split("-"), strict=True)
    return any(a != b and re.fullmatch(r"[0-9]+|[ivx]+[ab]?", a) for a, b in pairs)
