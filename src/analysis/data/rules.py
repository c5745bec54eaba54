"""What must hold across rows and tables: the rules of the lists, and the steps of adding a name by hand.

Each rule is a function whose parameters are named after the tables it reads, with the line numbers of the files as
their index; it yields the faults it finds. A rule is left out when one of its tables could not be read. What
concerns a single cell, a key or a foreign key belongs to `analysis.data.schemas`.
"""

import csv
import inspect
import io
from collections.abc import Callable, Collection, Iterator, Mapping

import pandas as pd

from analysis.data.columns import is_date
from analysis.data.editions import closing_days
from analysis.data.institutions import governments, lineages
from analysis.data.schemas import TABLES
from analysis.data.texts import Text, texts_in
from analysis.errors import Fault
from analysis.vocabulary import GOVERNMENTS

Faults = Iterator[Fault]
CODE_FORM: str = TABLES["regions"].columns["region_code"].checks[0].statistics["pattern"]


def faults(tables: Mapping[str, pd.DataFrame], unread: Collection[str]) -> list[Fault]:
    """Find all faults across the tables, but for those in `unread`, which could not be read."""
    found: list[Fault] = []
    for rule in RULES:
        needed = inspect.signature(rule).parameters
        if not any(name in unread for name in needed):
            found += rule(**{name: tables[name] for name in needed})
    return found


def something_to_tell(editions: pd.DataFrame, lists: pd.DataFrame, regions: pd.DataFrame) -> Faults:
    """There is an edition, a list and a region at least."""
    for name, frame in {"editions": editions, "lists": lists, "regions": regions}.items():
        if frame.empty:
            yield Fault(f"{name}.csv", 0, "has no row; it must have one at least")


def editions_in_order(editions: pd.DataFrame) -> Faults:
    """Editions stand in the order in which they were held, numbered from 1 without a gap."""
    previous = None
    for place, (line, edition, ordinal) in enumerate(editions[["edition", "ordinal"]].itertuples(), start=1):
        if pd.notna(edition):
            if previous is not None and edition <= previous:
                yield Fault("editions.csv", line, f"edition '{edition}' is out of order: it stands after {previous}")
            previous = edition
        if pd.notna(ordinal) and ordinal != place:
            yield Fault("editions.csv", line, f"ordinal '{ordinal}' is out of order: it must be {place}")


def facts_of_editions(edition_facts: pd.DataFrame) -> Faults:
    """A fact named ..._on is a date, and an edition closes after it opened."""
    days = edition_facts[edition_facts["fact"].str.endswith("_on", na=False)]
    for line, value in days["value"].dropna().items():
        if not is_date(value):
            yield Fault("edition_facts.csv", line, f"value '{value}' is not a date such as 2022-05-12, 2022-05 or 2022")
    opened = edition_facts[edition_facts["fact"] == "opened_on"].set_index("edition")["value"]
    for line, edition, value in (
        edition_facts.loc[edition_facts["fact"] == "closed_on", ["edition", "value"]].dropna().itertuples()
    ):
        start = opened.get(edition)
        if isinstance(start, str) and value < start[: len(value)]:
            yield Fault("edition_facts.csv", line, f"value '{value}': closed_on is before opened_on, which is {start}")


def parents_of_lists(lists: pd.DataFrame) -> Faults:
    """A winners' list is drawn from a finalist list of the same edition and track; a finalist list from none."""
    parents = lists.drop_duplicates("list_id").set_index("list_id")
    for row in lists.itertuples():
        parent_id = row.parent_list_id
        if row.stage == "finalist" and pd.notna(parent_id):
            yield Fault("lists.csv", row.Index, f"parent_list_id '{parent_id}' must be empty for a finalist list")
        if row.stage != "winner":
            continue
        if pd.isna(parent_id):
            yield Fault("lists.csv", row.Index, "parent_list_id is empty; a winners' list names its finalist list")
        elif parent_id in parents.index:
            parent = parents.loc[parent_id]
            if pd.isna(row.edition) or pd.isna(parent["edition"]):
                continue
            if (parent["edition"], parent["stage"], parent["track"]) != (row.edition, "finalist", row.track):
                right = f"the finalist list of {row.edition} and track {row.track}"
                yield Fault("lists.csv", row.Index, f"parent_list_id '{parent_id}' is not {right}")
            elif pd.notna(row.size) and pd.notna(parent["size"]) and row.size > parent["size"]:
                yield Fault(
                    "lists.csv", row.Index, f"size '{row.size}' is more than the {parent['size']} of its parent list"
                )


def identifiers_of_lists(lists: pd.DataFrame) -> Faults:
    """The identifier of a list begins with its edition, as people read it there."""
    for line, list_id, edition in lists[["list_id", "edition"]].dropna().itertuples():
        if not list_id.startswith(f"{edition}-"):
            yield Fault(
                "lists.csv", line, f"list_id '{list_id}' does not begin with its edition, as {edition}-finalist"
            )


def sizes_of_lists(lists: pd.DataFrame, placements: pd.DataFrame) -> Faults:
    """No list has more names than its size."""
    sizes = lists.drop_duplicates("list_id").set_index("list_id")["size"]
    place = placements.groupby("list_id").cumcount() + 1
    size = placements["list_id"].map(sizes).astype("Int64")
    for line, list_id in placements.loc[(place > size).fillna(False), "list_id"].items():
        names = int((placements["list_id"] == list_id).sum())
        yield Fault("placements.csv", line, f"list_id '{list_id}' has {names} names, its size is {sizes[list_id]}")


def winners_are_finalists(lists: pd.DataFrame, placements: pd.DataFrame, institutions: pd.DataFrame) -> Faults:
    """Whoever won stands on the finalist list that the winners were drawn from."""
    named = _named(lists, placements, institutions)
    finalists = set(zip(named["list_id"], named["lineage"], strict=True))
    for line, row in named.dropna(subset=["parent_list_id"]).iterrows():
        if (row["parent_list_id"], row["lineage"]) not in finalists:
            missing = f"is not on its finalist list {row['parent_list_id']}: add it there, with its evidence"
            yield Fault("placements.csv", line, f"institution_id '{row['institution_id']}' {missing}")


def one_list_a_stage(lists: pd.DataFrame, placements: pd.DataFrame, institutions: pd.DataFrame) -> Faults:
    """An institution, with those it succeeded, is on at most one list a stage and edition."""
    named = _named(lists, placements, institutions)
    key = ["edition", "stage", "lineage"]
    twice = named[named.duplicated(key, keep=False) & ~named.duplicated(["list_id", "institution_id"], keep=False)]
    for _, group in twice.groupby(key):
        first = group.iloc[0]
        for line, row in group.iloc[1:].iterrows():
            already = f"is on {first['list_id']} already (line {group.index[0]}): one list a stage and edition"
            yield Fault("placements.csv", line, f"institution_id '{row['institution_id']}' {already}")


def tracks_take_their_kind(lists: pd.DataFrame, placements: pd.DataFrame, institutions: pd.DataFrame) -> Faults:
    """Track unit takes only units, the others none."""
    named = _named(lists, placements, institutions).dropna(subset=["level"])
    wrong = named[named["level"].eq("unit") != named["track"].eq("unit")]
    for line, row in wrong.iterrows():
        takes = "takes only units" if row["track"] == "unit" else "takes no units"
        yield Fault("placements.csv", line, f"institution_id '{row['institution_id']}': list {row['list_id']} {takes}")


def outstanding_won_before(lists: pd.DataFrame, placements: pd.DataFrame, institutions: pd.DataFrame) -> Faults:
    """Whoever is in outstanding won in an earlier edition, or may have, while a winners' list has open slots."""
    named = _named(lists, placements, institutions)
    wins = named[named["stage"] == "winner"]
    winners_lists = lists[(lists["stage"] == "winner") & (lists["track"] != "unit")]
    names = placements.groupby("list_id").size().reindex(winners_lists["list_id"], fill_value=0).to_numpy()
    still_open = winners_lists[(winners_lists["size"] > names).fillna(True)]
    for line, row in named[(named["track"] == "outstanding") & (named["stage"] == "finalist")].iterrows():
        won = (wins["lineage"] == row["lineage"]) & (wins["edition"] < row["edition"])
        if not won.any() and not (still_open["edition"] < row["edition"]).any():
            which = f"is on {row['list_id']}, but on no winners' list of an earlier edition"
            yield Fault("placements.csv", line, f"institution_id '{row['institution_id']}' {which}")


def placed_were_eligible(
    editions: pd.DataFrame,
    edition_facts: pd.DataFrame,
    lists: pd.DataFrame,
    placements: pd.DataFrame,
    institutions: pd.DataFrame,
    regions: pd.DataFrame,
) -> Faults:
    """Only governments that existed when the edition closed could be placed."""
    closing = closing_days(editions, edition_facts)
    named = _named(lists, placements, institutions)
    named = named[named["level"].isin(GOVERNMENTS)]
    by_code = regions.drop_duplicates("region_code").set_index("region_code")
    for line, row in named[named["region_code"].isin(by_code.index)].iterrows():
        region = by_code.loc[row["region_code"]]
        founded = region["exists_from"]
        if pd.notna(region["autonomous"]) and region["autonomous"] == 0:
            yield Fault(
                "placements.csv", line, f"institution_id '{row['institution_id']}' has no government of its own"
            )
        elif pd.notna(founded) and row["edition"] in closing.index and founded > closing[row["edition"]]:
            late = f"was founded on {founded}, after the edition of {row['edition']}"
            yield Fault("placements.csv", line, f"institution_id '{row['institution_id']}' {late}")


def evidence_for_each_placement(placements: pd.DataFrame, evidence: pd.DataFrame) -> Faults:
    """Each placement has a row of evidence, and each row of evidence a placement."""
    pairs = ["list_id", "institution_id"]
    placed, supported = (set(map(tuple, frame[pairs].dropna().to_numpy())) for frame in (placements, evidence))
    for line, list_id, institution_id in placements[pairs].dropna().itertuples():
        if (list_id, institution_id) not in supported:
            missing = f"on list {list_id} has no evidence: add a row to evidence.csv"
            yield Fault("placements.csv", line, f"institution_id '{institution_id}' {missing}")
    known = placements["list_id"].unique(), placements["institution_id"].unique()
    for line, list_id, institution_id in evidence[pairs].dropna().itertuples():
        if (list_id, institution_id) not in placed and list_id in known[0] and institution_id in known[1]:
            yield Fault(
                "evidence.csv",
                line,
                f"institution_id '{institution_id}' is not on list '{list_id}' in placements.csv: add a row there",
            )


def open_slots_are_open(
    lists: pd.DataFrame, placements: pd.DataFrame, open_slots: pd.DataFrame, institutions: pd.DataFrame
) -> Faults:
    """No more is known of missing names than names are missing, and of the kind that the track takes."""
    by_id = lists.drop_duplicates("list_id").set_index("list_id")
    levels = institutions.drop_duplicates("institution_id").set_index("institution_id")["level"].dropna()
    names = placements.groupby("list_id").size()
    for list_id, rows in open_slots.groupby("list_id"):
        if list_id not in by_id.index or pd.isna(by_id.loc[list_id, "size"]):
            continue
        size, track, known = by_id.loc[list_id, "size"], by_id.loc[list_id, "track"], int(names.get(list_id, 0))
        left = max(size - known, 0)
        on = placements.loc[placements["list_id"] == list_id, "institution_id"]
        newest = on[on.isin(levels.index)].tail(max(len(rows) - left, 0))  # names are mostly added at the end
        filled = rows["level"].isin(levels[newest])
        for line in [*rows.index[~filled], *rows.index[filled]][left:]:
            text = f"list_id '{list_id}' has {known} of {size} names, which leaves {left} open, not {len(rows)}"
            advice = "remove the row that the new name fills"
            if len(newest) and not filled[line] and pd.notna(level := rows.loc[line, "level"]):
                last = f"'{newest.iloc[-1]}', the last one there ({levels[newest.iloc[-1]]})"
                advice += f"; a name of another level, as {last}, contradicts its level '{level}': correct one of them"
            yield Fault("open_slots.csv", line, f"{text}: {advice}")
        for line, level in rows["level"].dropna().items():
            if (level == "unit") != (track == "unit"):
                yield Fault("open_slots.csv", line, f"level '{level}' can't be on list {list_id} of track {track}")


def aspects_of_winners(lists: pd.DataFrame, aspects: pd.DataFrame, placements: pd.DataFrame) -> Faults:
    """An aspect of a placement is one of its list, is not given too often, and a rank has an aspect."""
    sizes = aspects.drop_duplicates(["list_id", "aspect"]).set_index(["list_id", "aspect"])["size"]
    with_aspect = placements.dropna(subset=["list_id", "aspect"])
    place = with_aspect.groupby(["list_id", "aspect"]).cumcount() + 1
    for line, row in with_aspect.iterrows():
        key = (row["list_id"], row["aspect"])
        if key not in sizes.index:
            yield Fault(
                "placements.csv", line, f"aspect '{row['aspect']}' is not one of list {row['list_id']} in aspects.csv"
            )
        elif pd.notna(sizes[key]) and place[line] > sizes[key]:
            yield Fault(
                "placements.csv", line, f"aspect '{row['aspect']}' is given to more than its {sizes[key]} winners"
            )
    for line in placements.index[placements["rank_in_aspect"].notna() & placements["aspect"].isna()]:
        yield Fault("placements.csv", line, "aspect is empty; a rank_in_aspect needs one")
    list_sizes = lists.drop_duplicates("list_id").set_index("list_id")["size"]
    total = aspects.groupby("list_id")["size"].cumsum()
    over = (total > aspects["list_id"].map(list_sizes)).fillna(False)
    for line, list_id in aspects.loc[over, "list_id"].items():
        yield Fault("aspects.csv", line, f"list_id '{list_id}' has {list_sizes[list_id]} places, its aspects more")


def one_preferred_figure(figures: pd.DataFrame) -> Faults:
    """Of the figures of an edition and measure exactly one is preferred, and it counts for the range."""
    for (edition, measure), rows in figures.groupby(["edition", "measure"]):
        preferred = rows[rows["preferred"] == 1]
        if preferred.empty:
            yield Fault("figures.csv", rows.index[0], f"no figure of {measure} {edition} is preferred: mark one with 1")
        for line in preferred.index[1:]:
            yield Fault(
                "figures.csv",
                line,
                f"preferred '1': {measure} {edition} has one already on line {preferred.index[0]}",
            )
        for line in preferred.index[preferred["in_range"] == 0]:
            yield Fault("figures.csv", line, "in_range '0': a preferred figure counts for the range, so 1")


def institutions_and_regions(institutions: pd.DataFrame, regions: pd.DataFrame) -> Faults:
    """A region has one government, of its own kind; who is no government and no unit has no region."""
    kinds = regions.drop_duplicates("region_code").set_index("region_code")["kind"]
    own = institutions[institutions["level"].isin(GOVERNMENTS)]
    for line, row in own.iterrows():
        if pd.isna(row["region_code"]):
            yield Fault("institutions.csv", line, f"region_code is empty; a {row['level']} has the code of its region")
        elif (kind := kinds.get(row["region_code"])) is not None and kind != row["level"]:
            yield Fault(
                "institutions.csv", line, f"region_code '{row['region_code']}' is a {kind}, not a {row['level']}"
            )
    for line, row in own[own.duplicated("region_code")].dropna(subset=["region_code"]).iterrows():
        yield Fault("institutions.csv", line, f"region_code '{row['region_code']}' has a government already")
    national = institutions[institutions["level"].isin(["ministry", "agency", "soe"])]
    for line, code in national["region_code"].dropna().items():
        yield Fault("institutions.csv", line, f"region_code '{code}' must be empty for a national institution")
    # A code in a wrong form is a fault of regions.csv; to spread it to institutions would be wrong advice.
    coded = regions[regions["region_code"].str.match(CODE_FORM, na=False)]
    made = governments(coded.dropna(subset=["region_name", "kind"]), institutions)
    owners = made[made["region_code"].isin(set(made["region_code"]) - set(own["region_code"].dropna()))]
    names = owners.set_index("institution_id")["region_code"]
    for line, institution_id in institutions["institution_id"].items():
        if institution_id in names.index:
            region = names[institution_id]
            yield Fault(
                "institutions.csv",
                line,
                f"institution_id '{institution_id}' is the government of region {region}: give it that region_code",
            )


def successions(institutions: pd.DataFrame) -> Faults:
    """An institution has one successor at most, and none succeeds itself."""
    pairs = institutions[["institution_id", "succeeds_institution_id"]].dropna()
    for line, row in pairs[pairs.duplicated("succeeds_institution_id")].iterrows():
        value = row["succeeds_institution_id"]
        yield Fault("institutions.csv", line, f"succeeds_institution_id '{value}' has a successor already")
    successor = dict(zip(pairs["succeeds_institution_id"], pairs["institution_id"], strict=True))
    for line, row in pairs.iterrows():
        passed, at = set(), row["institution_id"]
        while at in successor and at not in passed:
            passed.add(at)
            at = successor[at]
        if at == row["institution_id"] and at in passed:
            value = row["succeeds_institution_id"]
            yield Fault("institutions.csv", line, f"succeeds_institution_id '{value}' closes a circle of successions")


def codes_of_regions(regions: pd.DataFrame) -> Faults:
    """A province has a code of two digits, a regency or city one below its province's; names are unique."""
    columns = ["region_code", "kind", "province_code"]
    coded = regions[regions["region_code"].str.match(CODE_FORM, na=False)]  # any other is told by its cell
    for line, code, kind, province in coded[columns].dropna().itertuples():
        if kind == "province" and (len(code) != 2 or province != code):
            yield Fault("regions.csv", line, f"region_code '{code}' is not that of a province, such as 13")
        if kind != "province" and (len(code) != 5 or code[:2] != province):
            yield Fault(
                "regions.csv", line, f"region_code '{code}' is not below province {province}, such as {province}.10"
            )
    for line, row in regions[regions.duplicated(["region_name", "kind"])].dropna(subset=["region_name"]).iterrows():
        yield Fault("regions.csv", line, f"region_name '{row['region_name']}' stands twice")


def claims_say_enough(claims: pd.DataFrame) -> Faults:
    """A claim has the cells that its kind needs."""
    needs = {
        "placed": "institution_id",
        "only": "institution_id",
        "size": "stated",
        "ordinal": "stated",
        "rank": "stated",
    }
    for line, row in claims.iterrows():
        needed = needs.get(row["kind"])
        if needed and pd.isna(row[needed]):
            yield Fault("claims.csv", line, f"{needed} is empty; a claim of kind {row['kind']} needs it")


def texts_in_both_languages(
    editions: pd.DataFrame,
    figures: pd.DataFrame,
    claims: pd.DataFrame,
    indicators: pd.DataFrame,
    texts: pd.DataFrame,
) -> Faults:
    """What readers see of the data's own words has a row in both languages, and each such row is used."""
    told = {Text(*pair) for pair in texts[["kind", "text"]].dropna().itertuples(index=False)}
    needed: set[Text] = set()
    tables = {"editions": editions, "figures": figures, "claims": claims}
    for name, frame in {**tables, "indicators": indicators}.items():
        used = texts_in(frame)
        needed |= used.keys()
        for text, (column, line) in used.items():
            if text in told:
                continue
            right = f"add to texts.csv the row {_row(*text, '<English>', '<Indonesian>')}"
            if name == "indicators":  # they lie in several files
                yield Fault("texts.csv", 0, f"has no row for {column} '{text.text}': {right}")
            else:
                yield Fault(f"{name}.csv", line, f"{column} '{text.text}' is not in both languages: {right}")
    for line, *text in texts[["kind", "text"]].dropna().itertuples():
        if Text(*text) not in needed:
            yield Fault(
                "texts.csv", line, f"text '{text[1]}' is no {text[0]} of the data: correct it or remove its row"
            )


def _row(*cells: str) -> str:
    written = io.StringIO()
    csv.writer(written, lineterminator="").writerow(cells)
    return written.getvalue()


def _named(lists: pd.DataFrame, placements: pd.DataFrame, institutions: pd.DataFrame) -> pd.DataFrame:
    """Join each placement with its list and its institution, keeping the line numbers as index."""
    named = (
        placements[["list_id", "institution_id"]]
        .join(lists.drop_duplicates("list_id").set_index("list_id"), on="list_id")
        .join(institutions.drop_duplicates("institution_id").set_index("institution_id"), on="institution_id")
    )
    named["lineage"] = named["institution_id"].map(lineages(institutions))
    return named.dropna(subset=["edition", "stage", "lineage"])


RULES: tuple[Callable[..., Faults], ...] = (
    something_to_tell,
    editions_in_order,
    facts_of_editions,
    parents_of_lists,
    identifiers_of_lists,
    sizes_of_lists,
    winners_are_finalists,
    one_list_a_stage,
    tracks_take_their_kind,
    outstanding_won_before,
    placed_were_eligible,
    evidence_for_each_placement,
    open_slots_are_open,
    aspects_of_winners,
    one_preferred_figure,
    institutions_and_regions,
    successions,
    codes_of_regions,
    claims_say_enough,
    texts_in_both_languages,
)
