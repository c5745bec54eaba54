from pathlib import Path

import pytest
from editing import edit_all, found

from analysis.facts.rules import RULES
from analysis.facts.schemas import TABLES

LISTS = {
    "2099-finalist-outstanding": "2099,finalist,outstanding,Top,2,",
    "2099-finalist-general": "2099,finalist,general,Top,3,",
    "2099-finalist-unit": "2099,finalist,unit,Top,2,",
    "2099-winner-general": "2099,winner,general,Top,1,2099-finalist-general",
    "2019-finalist-outstanding": "2019,finalist,outstanding,Top,1,",
    "2019-finalist-more": "2019,finalist,general,Top,2,",
}
WITHOUT_WINNERS = ("2099-finalist-outstanding", "2099-finalist-unit", "2019-finalist-outstanding")
INSTITUTIONS = (
    "badan-satu,Badan Satu,agency,,,,",
    "badan-dua,Badan Dua,agency,,,,",
    "badan-tiga,Badan Tiga,agency,,,,",
    "badan-empat,Badan Empat,agency,,,,",
    "kementerian-satu,Kementerian Satu,ministry,,,,badan-satu",
    "unit-satu,Unit Satu,unit,,,,",
    "provinsi-papua-selatan,Pemerintah Provinsi Papua Selatan,province,93,,,",
    "kota-administrasi-jakarta-timur,Kota Administrasi Jakarta Timur,city,31.75,,,",
)


def placed(list_id: str, name: str, aspect: str = "", rank: str = "") -> list[tuple[str, None, str]]:
    """The two rows that put a name on a list."""
    return [
        ("placements.csv", None, f"{list_id},{name},{aspect},{rank}"),
        ("evidence.csv", None, f"{list_id},{name},jpnn-com,states"),
    ]


def open_slot(list_id: str, level: str) -> tuple[str, None, str]:
    return "open_slots.csv", None, f"{list_id},{level},topsumbar-2022,"


def prepare_next_edition(raw: Path) -> None:
    """Add one more edition, whose lists are open, and a few institutions."""
    ordinal = len((raw / "editions.csv").read_text("utf-8").splitlines())
    edit_all(
        raw,
        ("editions.csv", None, f"2099,{ordinal},Tahun 2099,"),
        *(("lists.csv", None, f"{list_id},{rest},topsumbar-2022") for list_id, rest in LISTS.items()),
        *(("institutions.csv", None, row) for row in INSTITUTIONS),
        ("aspects.csv", None, "2099-winner-general,Dampak,1,topsumbar-2022"),
        *(
            ("accepted.csv", None, f"lists.csv,{list_id},winners_of_each_list,no winners")
            for list_id in WITHOUT_WINNERS
        ),
    )


@pytest.fixture
def next_edition(raw_copy: Path) -> Path:
    """A copy of the raw folder with the next edition."""
    prepare_next_edition(raw_copy)
    return raw_copy


# The edits, and what is then found; {0} is the line of the first edit.
CASES = {
    "nothing but an edition whose names are not known yet": ([], []),
    "an ordinal that leaves a gap": (
        [("editions.csv", "2020,3,", "2020,4,")],
        ["editions.csv line {0}: ordinal '4' is out of order: it must be 3"],
    ),
    "an edition that closed before it opened": (
        [("edition_facts.csv", "2018,closed_on,2018-10-21", "2018,closed_on,2018-09")],
        ["edition_facts.csv line {0}: value '2018-09': closed_on is before opened_on, which is 2018-10-02"],
    ),
    "a list whose identifier has another edition": (
        [("lists.csv", "2099-finalist-unit,2099,", "2099-finalist-unit,2022,")],
        [
            "accepted.csv line 4: row '2099-finalist-unit' of lists.csv has no warning of winners_of_each_list: correct it, or "
            "remove the row",
            "lists.csv line {0}: list_id '2099-finalist-unit' does not begin with its edition, as 2022-finalist",
        ],
    ),
    "a winners' list without its finalist list": (
        [("lists.csv", "Top,1,2099-finalist-general,", "Top,1,,")],
        ["lists.csv line {0}: parent_list_id is empty; a winners' list names its finalist list"],
    ),
    "a winners' list drawn from another track": (
        [("lists.csv", "Top,1,2099-finalist-general,", "Top,1,2099-finalist-unit,")],
        ["lists.csv line {0}: parent_list_id '2099-finalist-unit' is not the finalist list of 2099 and track general"],
    ),
    "a finalist list drawn from another": (
        [
            (
                "lists.csv",
                "2099-finalist-general,2099,finalist,general,Top,3,,",
                "2099-finalist-general,2099,finalist,general,Top,3,2018-finalist,",
            )
        ],
        ["lists.csv line {0}: parent_list_id '2018-finalist' must be empty for a finalist list"],
    ),
    "more winners than finalists": (
        [("lists.csv", "Top,1,2099-finalist-general,", "Top,4,2099-finalist-general,")],
        ["lists.csv line {0}: size '4' is more than the 3 of its parent list"],
    ),
    "more names than places": (
        [
            each
            for name in ("satu", "dua", "tiga", "empat")
            for each in placed("2099-finalist-general", f"badan-{name}")
        ],
        [
            "placements.csv line {6}: list_id '2099-finalist-general' has 4 names, its size is 3: remove the name that is not on it, "
            "or correct the size in lists.csv"
        ],
    ),
    "a winner who is no finalist": (
        placed("2099-winner-general", "badan-satu"),
        [
            "placements.csv line {0}: institution_id 'badan-satu' is not on its finalist list 2099-finalist-general: "
            "add it there, with its evidence"
        ],
    ),
    "a winner under its new name, a finalist under its former": (
        [*placed("2099-finalist-general", "badan-satu"), *placed("2099-winner-general", "kementerian-satu")],
        [],
    ),
    "one name on two lists of one stage": (
        [*placed("2099-finalist-general", "bpom"), *placed("2099-finalist-outstanding", "bpom")],
        [
            "placements.csv line {2}: institution_id 'bpom' is on 2099-finalist-general already "
            "(line {0}): one list a stage and edition"
        ],
    ),
    "one name and its successor on two lists of one stage": (
        [*placed("2099-finalist-outstanding", "kemendikbud"), *placed("2099-finalist-general", "kemendikbudristek")],
        [
            "placements.csv line {2}: institution_id 'kemendikbudristek' is on 2099-finalist-outstanding already "
            "(line {0}): one list a stage and edition"
        ],
    ),
    "one name and its successor on the same list": (
        [*placed("2099-finalist-general", "badan-satu"), *placed("2099-finalist-general", "kementerian-satu")],
        [
            "placements.csv line {2}: institution_id 'kementerian-satu' is on 2099-finalist-general already "
            "(line {0}): one list a stage and edition"
        ],
    ),
    "a unit among institutions": (
        placed("2099-finalist-general", "unit-satu"),
        ["placements.csv line {0}: institution_id 'unit-satu': list 2099-finalist-general takes no units"],
    ),
    "an institution among units": (
        placed("2099-finalist-unit", "badan-satu"),
        ["placements.csv line {0}: institution_id 'badan-satu': list 2099-finalist-unit takes only units"],
    ),
    "outstanding, though all earlier winners are known and it is none": (
        placed("2019-finalist-outstanding", "badan-dua"),
        [
            "placements.csv line {0}: institution_id 'badan-dua' is on 2019-finalist-outstanding, but on no winners' "
            "list of an earlier edition"
        ],
    ),
    "outstanding, and perhaps a winner whose name is missing": (placed("2099-finalist-outstanding", "badan-dua"), []),
    "a province founded later": (
        placed("2019-finalist-more", "provinsi-papua-selatan"),
        [
            "placements.csv line {0}: institution_id 'provinsi-papua-selatan' was founded on 2022-07-25, "
            "after the edition of 2019"
        ],
    ),
    "an administrative city": (
        placed("2099-finalist-general", "kota-administrasi-jakarta-timur"),
        ["placements.csv line {0}: institution_id 'kota-administrasi-jakarta-timur' has no government of its own"],
    ),
    "a placement without evidence": (
        placed("2099-finalist-general", "badan-satu")[:1],
        [
            "placements.csv line {0}: institution_id 'badan-satu' on list 2099-finalist-general has no evidence: "
            "add a row to evidence.csv"
        ],
    ),
    "evidence without a placement": (
        [*placed("2099-finalist-general", "badan-dua"), *placed("2099-finalist-general", "kota-solok")[1:]],
        [
            "evidence.csv line {2}: institution_id 'kota-solok' is not on list '2099-finalist-general' in "
            "placements.csv: add a row there"
        ],
    ),
    "evidence from a page that has no row": (
        [
            ("placements.csv", None, "2099-finalist-general,badan-dua,,"),
            ("evidence.csv", None, "2099-finalist-general,badan-dua,new-page,states"),
        ],
        ["evidence.csv line {1}: source_id 'new-page' is no source_id of sources.csv: correct it or add its row"],
    ),
    "a name that is no institution yet": (
        placed("2099-finalist-general", "badan-lima"),
        [
            "placements.csv line {0}: institution_id 'badan-lima' is no institution_id of institutions.csv: "
            "correct it or add its row"
        ],
    ),
    "as many known levels as open slots": ([open_slot("2099-finalist-general", "regency")] * 3, []),
    "more known levels than open slots, as when a name has turned up": (
        [
            *[open_slot("2099-finalist-general", "regency")] * 3,
            *placed("2099-finalist-general", "badan-dua"),
        ],
        [
            "open_slots.csv line {2}: list_id '2099-finalist-general' has 1 of 3 names, which leaves 2 open, not 3: "
            "remove the row that the new name fills; a name of another level, as 'badan-dua', the last one there "
            "(agency), contradicts its level 'regency': correct one of them"
        ],
    ),
    "a name that fills one of several known levels": (
        [
            open_slot("2099-finalist-outstanding", "agency"),
            open_slot("2099-finalist-outstanding", "city"),
            *placed("2099-finalist-outstanding", "badan-dua"),
        ],
        [
            "open_slots.csv line {0}: list_id '2099-finalist-outstanding' has 1 of 2 names, which leaves 1 open, not 2: "
            "remove the row that the new name fills"
        ],
    ),
    "a last name of another level than is known of it": (
        placed("2022-finalist-general", "provinsi-jawa-barat"),
        [
            "open_slots.csv line 2: list_id '2022-finalist-general' has 30 of 30 names, which leaves 0 open, not 1: "
            "remove the row that the new name fills; a name of another level, as 'provinsi-jawa-barat', the last one there "
            "(province), contradicts its level 'regency': correct one of them"
        ],
    ),
    "a known level on a list that is whole": (
        [open_slot("2018-finalist", "regency")],
        [
            "open_slots.csv line {0}: list_id '2018-finalist' has 25 of 25 names, which leaves 0 open, not 1: "
            "remove the row that the new name fills; a name of another level, as 'provinsi-sumatera-selatan', the last "
            "one there (province), contradicts its level 'regency': correct one of them"
        ],
    ),
    "a missing unit on a list of institutions": (
        [open_slot("2099-finalist-general", "unit")],
        ["open_slots.csv line {0}: level 'unit' can't be on list 2099-finalist-general of track general"],
    ),
    "an aspect of another list": (
        [*placed("2099-finalist-general", "badan-dua"), *placed("2099-winner-general", "badan-dua", "Kilat")],
        ["placements.csv line {2}: aspect 'Kilat' is not one of list 2099-winner-general in aspects.csv"],
    ),
    "a rank without its aspect": (
        [*placed("2099-finalist-general", "badan-dua"), *placed("2099-winner-general", "badan-dua", "", "1")],
        ["placements.csv line {2}: aspect is empty; a rank_in_aspect needs one"],
    ),
    "more winners in the aspects than on the list": (
        [("aspects.csv", None, "2099-winner-general,Kilat,1,topsumbar-2022")],
        ["aspects.csv line {0}: list_id '2099-winner-general' has fewer places than its aspects: 1"],
    ),
    "a figure of which none is preferred": (
        [("figures.csv", "2020,registered,439,1,1", "2020,registered,439,0,1")],
        ["figures.csv line {0}: no figure of registered 2020 is preferred: mark one with 1"],
    ),
    "two preferred figures": (
        [("figures.csv", "2020,registered,276,0,0", "2020,registered,276,1,1")],
        ["figures.csv line {0}: preferred '1': registered 2020 has one already on line 11"],
    ),
    "a preferred figure out of its own range": (
        [("figures.csv", "2020,registered,439,1,1", "2020,registered,439,1,0")],
        ["figures.csv line {0}: in_range '0': a preferred figure counts for the range, so 1"],
    ),
    "a second government of a region": (
        [("institutions.csv", None, "pemkot-solok,Pemkot Solok,city,13.72,,,")],
        ["institutions.csv line {0}: region_code '13.72' has a government already"],
    ),
    "a province with the name of a regency": (
        [
            ("regions.csv", "14,Riau,province", "14,Kabupaten Riau,province"),
        ],
        [
            "regions.csv line {0}: region_name 'Kabupaten Riau' is that of a province: it stands without Kabupaten or Kota",
        ],
    ),
    "a province of 2022 that was founded since": (
        [
            (
                "regions.csv",
                "93.01,Kabupaten Merauke,regency,93,Papua,1,,91.01,91",
                "93.01,Kabupaten Merauke,regency,93,Papua,1,,91.01,93",
            ),
        ],
        [
            "regions.csv line {0}: province_code_2022 '93' was founded later: name the province to which the region belonged in 2022",
        ],
    ),
    "a code of 2022 in another province": (
        [
            (
                "regions.csv",
                "93.01,Kabupaten Merauke,regency,93,Papua,1,,91.01,91",
                "93.01,Kabupaten Merauke,regency,93,Papua,1,,13.99,91",
            ),
        ],
        [
            "regions.csv line {0}: region_code_2022 '13.99' is not below province 91, such as 91.10",
        ],
    ),
    "another code in 2022 though nothing was divided": (
        [
            (
                "regions.csv",
                "13.71,Kota Padang,city,13,Sumatera,1,,13.71,13",
                "13.71,Kota Padang,city,13,Sumatera,1,,13.99,13",
            ),
        ],
        [
            "regions.csv line {0}: region_code_2022 '13.99' is not 13.71, though its province was not divided",
        ],
    ),
    "no code in 2022 though it was there": (
        [
            (
                "regions.csv",
                "13.71,Kota Padang,city,13,Sumatera,1,,13.71,13",
                "13.71,Kota Padang,city,13,Sumatera,1,,,13",
            ),
        ],
        [
            "regions.csv line {0}: region_code_2022 is empty; a region that was there in 2022 had a code",
        ],
    ),
    "a code of 2022 that stands twice": (
        [
            (
                "regions.csv",
                "93.01,Kabupaten Merauke,regency,93,Papua,1,,91.01,91",
                "93.01,Kabupaten Merauke,regency,93,Papua,1,,91.03,91",
            ),
        ],
        [
            "regions.csv line {0}: region_code_2022 '91.03' stands twice",
        ],
    ),
    "squares on the map, one twice and one of a regency": (
        [
            (
                "regions.csv",
                "14,Riau,province,14,Sumatera,1,,14,14,ID-RI,",
                "14,Riau,province,14,Sumatera,1,,14,14,ID-SB,",
            ),
            (
                "regions.csv",
                "13.71,Kota Padang,city,13,Sumatera,1,,13.71,13,,,",
                "13.71,Kota Padang,city,13,Sumatera,1,,13.71,13,,3,",
            ),
        ],
        [
            "regions.csv line {0}: iso_3166_2 'ID-SB' stands twice",
            "regions.csv line {1}: tile_row '3': only a province has one",
        ],
    ),
    "a region's name that stands twice": (
        [("regions.csv", "13.11,Kabupaten Solok Selatan,", "13.11,Kabupaten Solok,")],
        ["regions.csv line {0}: region_name 'Kabupaten Solok' stands twice"],
    ),
    "a claim that does not say of whom": (
        [("claims.csv", "solok-2018-placed,placed,2018,kota-solok,", "solok-2018-placed,placed,2018,,")],
        ["claims.csv line {0}: institution_id is empty; a claim of kind placed needs it"],
    ),
    "dates that leave the years of an edition": (
        [("edition_facts.csv", "2018,closed_on,2018-10-21", "2018,closed_on,2081-10-21")],
        ["edition_facts.csv line {0}: value '2081-10-21': closed_on is not in 2018, the years of the edition 2018"],
    ),
    "winners before their finalists": (
        [("edition_facts.csv", "2022,awarded_on,2022-06-16", "2022,awarded_on,2022-04-16")],
        [
            "edition_facts.csv line {0}: value '2022-04-16': awarded_on is before finalists_on, which is 2022-05",
        ],
    ),
    "a claim about an edition without lists": (
        [
            ("editions.csv", None, "2100,6,Tahun 2100,"),
            ("claims.csv", "solok-2018-placed,placed,2018,", "solok-2018-placed,placed,2100,"),
        ],
        [
            "claims.csv line {1}: edition '2100' has no list yet, which a claim of kind placed needs: add the list, or "
            "leave the claim out"
        ],
    ),
    "an edition without lists between others": (
        [("editions.csv", "2099,5,Tahun 2099,", "2098,5,Tahun 2098,\n2099,6,Tahun 2099,")],
        [
            "editions.csv line {0}: edition '2098' has no list, and the later one of 2099 has: add its lists to lists.csv, "
            "with as many names as are known, or none"
        ],
    ),
    "an edition with lists, none of them for governments": (
        [
            ("editions.csv", None, "2100,6,Tahun 2100,"),
            ("lists.csv", None, "2100-finalist-unit,2100,finalist,unit,Top 10 UPP,10,,antaranews-com"),
        ],
        [
            "lists.csv line {1}: edition '2100' has lists, but no finalist list of track general or all, which takes "
            "governments: add it, with as many names as are known, or none"
        ],
    ),
    "winners of some lists of an edition only": (
        [
            ("editions.csv", None, "2100,6,Tahun 2100,"),
            ("lists.csv", None, "2100-finalist-general,2100,finalist,general,Top 10,10,,antaranews-com"),
            ("lists.csv", None, "2100-finalist-unit,2100,finalist,unit,Top 10 UPP,10,,antaranews-com"),
            ("lists.csv", None, "2100-winner-unit,2100,winner,unit,Top 3 UPP,3,2100-finalist-unit,antaranews-com"),
        ],
        [
            "lists.csv line {1}: warning: list_id '2100-finalist-general' has no winners' list, though another list of its "
            "edition has: all on it count as not having won; add its winners' list, with as many names as are known, or none; "
            "if it is right, accept it in accepted.csv: lists.csv,2100-finalist-general,winners_of_each_list,why"
        ],
    ),
    "fewer registered than places": (
        [("figures.csv", "2018,assessed,102,", "2018,assessed,10,")],
        ["figures.csv line {0}: value '10' of assessed 2018 is less than the 25 places of its lists"],
    ),
    "none registered": (
        [("figures.csv", None, "2100,registered,0,1,1,jpnn-com,"), ("editions.csv", None, "2100,6,Tahun 2100,")],
        ["figures.csv line {0}: value '0': where nobody registered there is no edition"],
    ),
    "parts that do not add up": (
        [("figures.csv", "2020,registered_units,202,", "2020,registered_units,220,")],
        [
            "figures.csv line 13: warning: value '237' of registered_institutions 2020 and the 220 units make 457, not "
            "the 439 who registered; if it is right, accept it in accepted.csv: figures.csv,2020 registered_institutions "
            "237 menpan-go-id-3,parts_of_figures,why"
        ],
    ),
    "a part that is more than the whole": (
        [("figures.csv", "2018,assessed,102,", "2018,assessed,1020,")],
        [
            "figures.csv line {0}: warning: value '1020' of assessed 2018 is more than the 162 who registered; if it is "
            "right, accept it in accepted.csv: figures.csv,2018 assessed 1020 indovoices-com,parts_of_figures,why"
        ],
    ),
    "an acceptance that accepts nothing any more": (
        [("accepted.csv", None, "figures.csv,2018 assessed 102 indovoices-com,parts_of_figures,Why not")],
        [
            "accepted.csv line {0}: row '2018 assessed 102 indovoices-com' of figures.csv has no warning of "
            "parts_of_figures: correct it, or remove the row"
        ],
    ),
    "an acceptance of a rule that there is not": (
        [("accepted.csv", None, "figures.csv,2018 assessed 102 indovoices-com,part_of_figures,Why not")],
        ["accepted.csv line {0}: rule 'part_of_figures' is no rule: correct it, or remove the row"],
    ),
    "a warning that is accepted": (
        [
            ("figures.csv", "2018,assessed,102,", "2018,assessed,1020,"),
            ("accepted.csv", None, "figures.csv,2018 assessed 1020 indovoices-com,parts_of_figures,It counts drafts"),
        ],
        [],
    ),
    "a score off its scale": (
        [
            (
                "indicators/ombudsman_compliance.csv",
                "13,2021,ombudsman_compliance,before-2022,68.52",
                "13,2021,ombudsman_compliance,before-2022,168.52",
            )
        ],
        ["indicators/ombudsman_compliance.csv line {0}: value '168.52' is off its scale: score 0-100"],
    ),
    "a decimal point that slipped": (
        [
            (
                "indicators/ombudsman_compliance.csv",
                "13.02,2022,ombudsman_compliance,from-2022,88.73",
                "13.02,2022,ombudsman_compliance,from-2022,8.873",
            )
        ],
        [
            "indicators/ombudsman_compliance.csv line {0}: warning: value '8.873' is far from the other scores of "
            "ombudsman_compliance, from-2022, half of which lie around 90.03: a slipped decimal point?; if it is right, "
            "accept it in accepted.csv: indicators/ombudsman_compliance.csv,13.02 2022 ombudsman_compliance from-2022,"
            "scores_near_their_neighbours,why"
        ],
    ),
    "another unit inside a series": (
        [
            (
                "indicators/ombudsman_compliance.csv",
                "13.02,2022,ombudsman_compliance,from-2022,88.73,score 0-100",
                "13.02,2022,ombudsman_compliance,from-2022,88.73,percent",
            ),
            ("texts.csv", None, "unit,percent,,persen"),
        ],
        [
            "indicators/ombudsman_compliance.csv line {0}: unit 'percent' is not the unit of the other scores of "
            "ombudsman_compliance, from-2022, which is score 0-100"
        ],
    ),
    "a region on another island": (
        [("regions.csv", "13.72,Kota Solok,city,13,Sumatera", "13.72,Kota Solok,city,13,Jawa")],
        ["regions.csv line {0}: island_group 'Jawa' is not that of region 13.72, which is Sumatera"],
    ),
    "a region in a province of 2022 that was not divided": (
        [
            (
                "regions.csv",
                "13.72,Kota Solok,city,13,Sumatera,1,,13.72,13",
                "13.72,Kota Solok,city,13,Sumatera,1,,13.72,14",
            )
        ],
        ["regions.csv line {0}: province_code_2022 '14' is not 13, though that province was there in 2022"],
    ),
    "a city with the name of a regency": (
        [("regions.csv", "13.73,Kota Sawahlunto,", "13.73,Kabupaten Sawahlunto,")],
        ["regions.csv line {0}: region_name 'Kabupaten Sawahlunto' is that of a city: it begins with Kota"],
    ),
    "an alias that is another region's name": (
        [("region_aliases.csv", None, "13.02,Kota Solok")],
        ["region_aliases.csv line {0}: alias 'Kota Solok' is a name of another region: Kota Solok (13.72)"],
    ),
    "one institution under two identifiers, by name": (
        [("institutions.csv", None, "bkn-ri,Badan Kepegawaian Negara,agency,,,,")],
        [
            "institutions.csv line {0}: institution_name 'Badan Kepegawaian Negara' seems to be 'bkn' of line 2: keep "
            "one of the two, under one institution_id"
        ],
    ),
    "one institution under two identifiers, by spelling": (
        [("institutions.csv", None, "bkn-ri,Badan Kepegawaian Negra,agency,,,,")],
        [
            "institutions.csv line {0}: warning: institution_name 'Badan Kepegawaian Negra' seems to be 'bkn' of line 2: "
            "keep one of the two, under one institution_id; if it is right, accept it in accepted.csv: "
            "institutions.csv,bkn-ri,one_identifier_each,why"
        ],
    ),
    "one institution under two identifiers, by its short name": (
        [("institutions.csv", None, "bkn-ri,Badan Kepegawaian Negara (BKN) RI,agency,,,,")],
        [
            "institutions.csv line {0}: warning: institution_name 'Badan Kepegawaian Negara (BKN) RI' seems to be 'bkn' "
            "of line 2: keep one of the two, under one institution_id; if it is right, accept it in accepted.csv: "
            "institutions.csv,bkn-ri,one_identifier_each,why"
        ],
    ),
    "a government as an agency": (
        [("institutions.csv", None, "pemkab-natuna,Pemkab Natuna,agency,,,,")],
        [
            "institutions.csv line {0}: institution_name 'Pemkab Natuna' is the government of region 21.03: give it that "
            "region_code, and the level"
        ],
    ),
    "a government whose name is misspelled": (
        [("institutions.csv", "Pemerintah Kota Ambon,", "Pemerintah Kota Anbon,")],
        [
            "institutions.csv line {0}: institution_name 'Pemerintah Kota Anbon' is not that of region 81.71, as "
            "'Pemerintah Kota Ambon' is: correct it or the region_code, or add the region's other name to region_aliases.csv"
        ],
    ),
    "a government by a former or official name": (
        [
            ("institutions.csv", None, "kabupaten-toba,Pemerintah Kabupaten Toba Samosir,regency,12.12,,,"),
            ("institutions.csv", None, "kabupaten-natuna,Pemkab  Natuna,regency,21.03,,,".replace("  ", " ")),
        ],
        [],
    ),
    "a government with a level that there is not": (
        [("institutions.csv", None, "kabupaten-solok,Pemerintah Kabupaten Solok,kabupaten,13.02,,,")],
        [
            "institutions.csv line {0}: level 'kabupaten' is not one of ministry, agency, soe, province, regency, city, "
            "unit; did you mean 'regency'?"
        ],
    ),
    "a government with the code of another": (
        [("institutions.csv", "Pemerintah Kota Ambon,city,81.71", "Pemerintah Kota Ambon,city,81.72")],
        [
            "institutions.csv line {0}: institution_id 'kota-ambon' is the government of region 81.71: give it that "
            "region_code"
        ],
    ),
    "a unit of a region with another region's name": (
        [("institutions.csv", None, "dinkes-kota-solok,Dinas Kesehatan Kota Solok,unit,13.02,,,")],
        [
            "institutions.csv line {0}: warning: region_code '13.02' is not the region in its name 'Dinas Kesehatan Kota "
            "Solok', which has the code 13.72; if it is right, accept it in accepted.csv: "
            "institutions.csv,dinkes-kota-solok,names_fit_their_region,why"
        ],
    ),
    "one page under two addresses": (
        [
            (
                "sources.csv",
                None,
                "jpnn-again,jpnn.com,,,news,http://www.jpnn.com/amp/news/kemenpan-rb-top-51-pelayanan-publik-terbaik-didominasi-instansi-umum/?utm_source=x#a",
            ),
            ("edition_facts.csv", None, "2099,awarded_at,Jakarta,jpnn-again"),
        ],
        [
            "sources.csv line {0}: url 'http://www.jpnn.com/amp/news/kemenpan-rb-top-51-pelayanan-publik-terbaik-"
            "didominasi-instansi-umum/?utm_source=x#a' is the page of line 59 already: keep one of the two, and its source_id"
        ],
    ),
    "one publisher in two spellings": (
        [
            ("sources.csv", None, "top,TopSumbar.com,,,news,"),
            ("edition_facts.csv", None, "2099,awarded_at,Jakarta,top"),
        ],
        [
            "sources.csv line {0}: warning: publisher 'TopSumbar.com' seems to be 'topsumbar' of line 151, and would "
            "count as a second witness: write it in one way; if it is right, accept it in accepted.csv: "
            "sources.csv,top,publishers_have_one_name,why"
        ],
    ),
    "a page of a site that has another publisher": (
        [
            ("sources.csv", None, "jabar,Tribun Jabar,,,news,https://jabar.tribunnews.com/a"),
            ("edition_facts.csv", None, "2099,awarded_at,Jakarta,jabar"),
        ],
        [
            "sources.csv line {0}: warning: publisher 'Tribun Jabar': other pages of tribunnews.com have the publisher "
            "'tribunnews.com', and the two would count as two witnesses; if it is right, accept it in accepted.csv: "
            "sources.csv,jabar,publishers_own_their_sites,why"
        ],
    ),
    "a page on which nothing rests": (
        [("sources.csv", None, "spare,example.org,,,news,https://example.org/spare")],
        [
            "sources.csv line {0}: warning: source_id 'spare': nothing rests on this page; add what it says, or remove the row; "
            "if it is right, accept it in accepted.csv: sources.csv,spare,sources_are_used,why"
        ],
    ),
    "a page on which nothing rests but a misspelled name": (
        [
            ("sources.csv", None, "spare,example.org,,,news,https://example.org/spare"),
            ("edition_facts.csv", None, "2099,awarded_at,Jakarta,sprae"),
        ],
        [
            "edition_facts.csv line {1}: source_id 'sprae' is no source_id of sources.csv: correct it or add its row",
        ],
    ),
    "evidence of an earlier year": (
        [
            ("sources.csv", None, "early,example.org,,2018-12,news,https://example.org/early"),
            ("placements.csv", None, "2099-finalist-general,kota-solok,,"),
            ("evidence.csv", None, "2099-finalist-general,kota-solok,early,states"),
            *[
                (file, None, f"2099-finalist-general,kota-ambon,{rest}")
                for file, rest in (("placements.csv", ","), ("evidence.csv", "early,states"))
            ],
        ],
        [
            "evidence.csv line {2}: warning: source_id 'early' is of 2018-12, before the edition of 2099: is it about another "
            "one?; if it is right, accept it in accepted.csv: evidence.csv,2099-finalist-general kota-solok early,"
            "evidence_is_not_older,why"
        ],
    ),
    "a list that is called by another number than its size": (
        [
            (
                "lists.csv",
                "2099-finalist-general,2099,finalist,general,Top,3,",
                "2099-finalist-general,2099,finalist,general,Top 25,26,",
            )
        ],
        [
            "lists.csv line {0}: warning: label 'Top 25': the lists of 2099 that are called so have 26 names together; correct a "
            "size or the label, or add the list that is missing; if it is right, accept it in accepted.csv: "
            "lists.csv,2099-finalist-general,sizes_as_they_are_called,why"
        ],
    ),
    "evidence of a page without a date that is one": (
        [
            ("sources.csv", None, "early,example.org,,12.5.2018,news,https://example.org/early"),
            ("placements.csv", None, "2099-finalist-general,kota-solok,,"),
            ("evidence.csv", None, "2099-finalist-general,kota-solok,early,states"),
        ],
        ["sources.csv line {0}: published_on '12.5.2018' is not a date such as 2022-05-12, 2022-05 or 2022"],
    ),
    "a size that is none, of lists that are called by one number": (
        [("lists.csv", "Top 46: instansi pemerintah,30,", "Top 46: instansi pemerintah,many,")],
        ["lists.csv line {0}: size 'many' is not a whole number"],
    ),
    "lists that are called by one number, together and each": (
        [
            (
                "lists.csv",
                "2099-finalist-general,2099,finalist,general,Top,3,",
                "2099-finalist-general,2099,finalist,general,Top 5 umum,3,",
            ),
            (
                "lists.csv",
                "2099-finalist-unit,2099,finalist,unit,Top,2,",
                "2099-finalist-unit,2099,finalist,unit,Top 5 UPP,2,",
            ),
            (
                "lists.csv",
                "2099-finalist-outstanding,2099,finalist,outstanding,Top,2,",
                "2099-finalist-outstanding,2099,finalist,outstanding,Top 2,2,",
            ),
        ],
        [],
    ),
    "an aspect of finalists": (
        [("aspects.csv", None, "2099-finalist-general,Dampak,1,topsumbar-2022")],
        ["aspects.csv line {0}: list_id '2099-finalist-general' is no winners' list"],
    ),
    "scores in other years than their series is named after": (
        [
            (
                "indicators/ombudsman_compliance.csv",
                None,
                f"13,{year},ombudsman_compliance,{series},80,score 0-100,topsumbar-2022",
            )
            for year, series in [(2019, "from-2022"), (2030, "before-2022")]
        ],
        [
            "indicators/ombudsman_compliance.csv line {0}: year '2019' is none of the series from-2022: correct one of the two",
            "indicators/ombudsman_compliance.csv line {1}: year '2030' is none of the series before-2022: correct one of the two",
        ],
    ),
    "a remark in one language only": (
        [
            (
                "figures.csv",
                "2020,registered_units,202,1,1,menpan-go-id-3,",
                '2020,registered_units,202,1,1,menpan-go-id-3,"a, b"',
            )
        ],
        [
            "figures.csv line {0}: note 'a, b' is not in both languages: add to texts.csv the row "
            'remark,"a, b",<English>,<Indonesian>'
        ],
    ),
    "a score of which nothing is named": (
        [("indicators/ombudsman_compliance.csv", None, "13,2020,another,old,1,percent,topsumbar-2022")],
        [
            f"indicators/ombudsman_compliance.csv line {{0}}: {column} '{text}' is not in both languages: "
            f"add to texts.csv the row {kind},{text},<English>,<Indonesian>"
            for column, kind, text in [
                ("indicator_id", "indicator", "another"),
                ("series", "series", "old"),
                ("unit", "unit", "percent"),
            ]
        ],
    ),
    "a text of nothing": (
        [("texts.csv", "remark,outlier,", "remark,outlyer,")],
        [
            "figures.csv line 12: note 'outlier' is not in both languages: add to texts.csv the row "
            "remark,outlier,<English>,<Indonesian>",
            "texts.csv line {0}: text 'outlyer' is no remark of the data: correct it or remove its row",
        ],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_what_breaks_a_rule_is_told_with_its_place_and_the_step_that_is_missing(next_edition, name):
    edits, expected = CASES[name]
    lines = edit_all(next_edition, *edits)
    assert found(next_edition) == [text.format(*lines) for text in expected]


def test_editions_stand_in_the_order_in_which_they_were_held(raw_copy):
    path = raw_copy / "editions.csv"
    header, first, second, *rest = path.read_text("utf-8").splitlines(keepends=True)
    path.write_text("".join([header, second, first, *rest]), "utf-8")
    assert found(raw_copy) == [
        "editions.csv line 2: ordinal '2' is out of order: it must be 1",
        "editions.csv line 3: edition '2018' is out of order: it stands after 2019",
        "editions.csv line 3: ordinal '1' is out of order: it must be 2",
    ]


def test_what_breaks_a_rule_in_one_table_leaves_the_rules_of_others_at_work(next_edition):
    edit_all(next_edition, *placed("2099-finalist-unit", "badan-satu"), *placed("2099-finalist-general", "unit-satu"))
    (next_edition / "figures.csv").unlink()
    assert len(found(next_edition)) == 3


def test_every_rule_asks_for_tables_that_exist():
    for rule in RULES:
        names = [name for name in rule.__annotations__ if name != "return"]
        assert names
        assert set(names) <= TABLES.keys()
