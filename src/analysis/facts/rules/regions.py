"""Rules of regions: what a code says of a region, and its names."""

from collections.abc import Iterator

import pandas as pd

from analysis.errors import Fault, fault
from analysis.facts.columns import CODE_FORM
from analysis.facts.regions import plain, spellings
from analysis.vocabulary import Level

Faults = Iterator[Fault]
ISLANDS = {
    "1": "Sumatera",
    "2": "Sumatera",
    "3": "Jawa",
    "5": "Bali-Nusa Tenggara",
    "6": "Kalimantan",
    "7": "Sulawesi",
    "8": "Maluku",
    "9": "Papua",
}
"""The island group that the first digit of a code stands for."""
FIRST_CITY = 71
"""Below a province, the codes of cities begin here, those of regencies before."""
WORDS = {Level.REGENCY: "Kabupaten ", Level.CITY: "Kota "}
"""How the full name of a kind begins; that of a province has no such word."""


def codes_of_regions(regions: pd.DataFrame) -> Faults:
    """A province has a code of two digits, a regency or city one below its province's, the cities' from 71 on."""
    columns = ["region_code", "kind", "province_code"]
    for line, code, kind, province in _coded(regions)[columns].dropna().itertuples():
        if kind == Level.PROVINCE and (len(code) != 2 or province != code):
            yield fault(
                "regions.csv",
                line,
                "{column} '{value}' is not that of a province, such as 13",
                "region_code",
                value=code,
            )
        elif kind != Level.PROVINCE and (len(code) != 5 or code[:2] != province):
            below = "{column} '{value}' is not below province {province}, such as {province}.10"
            yield fault("regions.csv", line, below, "region_code", value=code, province=province)
        elif kind != Level.PROVINCE and (int(code[3:]) >= FIRST_CITY) != (kind == Level.CITY):
            other = "{column} '{value}' is not that of a {kind}: cities have the codes from {first} on, regencies those before"
            yield fault(
                "regions.csv", line, other, "region_code", value=code, kind=kind, first=f"{code[:2]}.{FIRST_CITY}"
            )


def names_of_regions(regions: pd.DataFrame) -> Faults:
    """A region's name says its kind, and stands once."""
    named = regions.dropna(subset=["region_name", "kind"])
    for line, name, kind in named[["region_name", "kind"]].itertuples():
        begins = WORDS.get(kind, "")
        if not name.startswith(begins) or (not begins and name.startswith(tuple(WORDS.values()))):
            if begins:
                right = "{column} '{value}' is that of a {kind}: it begins with {begins}"
                yield fault("regions.csv", line, right, "region_name", value=name, kind=kind, begins=begins.strip())
            else:
                bare = "{column} '{value}' is that of a province: it stands without Kabupaten or Kota"
                yield fault("regions.csv", line, bare, "region_name", value=name)
    plain = named["region_name"].str.casefold()
    for line in named.index[pd.concat([plain, named["kind"]], axis=1).duplicated()]:
        yield fault(
            "regions.csv", line, "{column} '{value}' stands twice", "region_name", value=named.loc[line, "region_name"]
        )


def regions_on_their_island(regions: pd.DataFrame) -> Faults:
    """A region lies in the island group that its code stands for."""
    for line, code, island in _coded(regions)[["region_code", "island_group"]].dropna().itertuples():
        right = ISLANDS.get(code[0])
        if right is not None and right != island:
            another = "{column} '{value}' is not that of region {code}, which is {right}"
            yield fault("regions.csv", line, another, "island_group", value=island, code=code, right=right)


def regions_before_the_division(regions: pd.DataFrame) -> Faults:
    """A code of 2022 is below the province of 2022, stands once, and differs from today's only in a province founded since."""
    coded = _coded(regions)
    by_code = coded.drop_duplicates("region_code").set_index("region_code")
    founded = set(by_code.index[by_code["exists_from"].notna()])
    columns = ["region_code", "province_code", "region_code_2022", "province_code_2022"]
    for line, code, province, before, province_before in coded[columns].itertuples():
        if pd.isna(province) or pd.isna(province_before) or code[:2] != province:
            continue
        named = {"value": province_before, "right": province}
        if province_before in founded:
            late = "{column} '{value}' was founded later: name the province to which the region belonged in 2022"
            yield fault("regions.csv", line, late, "province_code_2022", **named)
        elif province not in founded and province in by_code.index and province_before != province:
            same = "{column} '{value}' is not {right}, though that province was there in 2022"
            yield fault("regions.csv", line, same, "province_code_2022", **named)
        elif pd.notna(before) and before[:2] != province_before:
            below = "{column} '{value}' is not below province {province}, such as {province}.10"
            yield fault("regions.csv", line, below, "region_code_2022", value=before, province=province_before)
        elif pd.notna(before) and province not in founded and before != code:
            moved = "{column} '{value}' is not {code}, though its province was not divided"
            yield fault("regions.csv", line, moved, "region_code_2022", value=before, code=code)
        elif pd.isna(before) and code not in founded:
            yield fault(
                "regions.csv", line, "{column} is empty; a region that was there in 2022 had a code", "region_code_2022"
            )
    twice = coded["region_code_2022"].dropna()
    for line, code in twice[twice.duplicated()].items():
        yield fault("regions.csv", line, "{column} '{value}' stands twice", "region_code_2022", value=code)


def tiles_of_provinces(regions: pd.DataFrame) -> Faults:
    """A province has an ISO code and a square on the map of its own, other regions have none."""
    provinces = regions["kind"] == Level.PROVINCE
    for column in ("iso_3166_2", "tile_row", "tile_col"):
        for line, value in regions.loc[~provinces & regions["kind"].notna(), column].dropna().items():
            yield fault("regions.csv", line, "{column} '{value}': only a province has one", column, value=value)
    iso = regions["iso_3166_2"].dropna()
    for line, value in iso[iso.duplicated()].items():
        yield fault("regions.csv", line, "{column} '{value}' stands twice", "iso_3166_2", value=value)
    tiles = regions.loc[provinces, ["tile_row", "tile_col"]].dropna()
    for line, row, column in tiles[tiles.duplicated()].itertuples():
        taken = "{column} '{value}': the square in row {row}, column {place} belongs to another province already"
        yield fault("regions.csv", line, taken, "tile_col", value=column, row=row, place=column)


def aliases_are_free(regions: pd.DataFrame, region_aliases: pd.DataFrame) -> Faults:
    """An alias is no name of another region, and no alias of another either."""
    owners: dict[str, set[str]] = {}
    named = regions.dropna(subset=["region_code", "region_name", "kind"])
    for code, name, kind in named[["region_code", "region_name", "kind"]].itertuples(index=False):
        for spelling in spellings(name, kind):
            owners.setdefault(spelling, set()).add(code)
    names = named.drop_duplicates("region_code").set_index("region_code")["region_name"]
    for line, code, alias in region_aliases[["region_code", "alias"]].dropna().itertuples():
        taken = owners.get(plain(alias), set()) - {code}
        if taken:
            other = "{column} '{value}' is a name of another region: {region}"
            region = ", ".join(f"{names[each]} ({each})" for each in sorted(taken))
            yield fault("region_aliases.csv", line, other, "alias", value=alias, region=region)
        else:
            owners.setdefault(plain(alias), set()).add(code)


def _coded(regions: pd.DataFrame) -> pd.DataFrame:
    """Leave out codes in a wrong form, which are told by their cells."""
    return regions[regions["region_code"].str.fullmatch(CODE_FORM, na=False)]
