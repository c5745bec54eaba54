"""From a status to the rows of the raw tables that make it so, by the rules of `analysis.competition.status`.

Other results are explained by `analysis.analyst.explain_results`; how an explanation shows itself belongs to
`analysis.analyst.reasons`.
"""

from collections.abc import Iterator
from typing import Any, assert_never

import pandas as pd

from analysis.analyst import frames
from analysis.analyst.reasons import Raw, Reason, cited
from analysis.competition.known import told_of_slots
from analysis.statistics.results import Results
from analysis.vocabulary import Evidence, Stage, Status, Support, Track
from analysis.words import phrases
from analysis.words.language import Words
from analysis.words.vocabulary import Vocabulary


class Explanation:
    """What it takes to explain: the results at a level of evidence, the raw tables, and a language."""

    def __init__(self, results: Results, evidence: Evidence, raw: Raw, words: Words) -> None:
        self.results, self.evidence, self.raw, self.words = results.at(evidence), evidence, raw, words
        self.named = Vocabulary(words)

    def often(self, name: str) -> Reason:
        """Explain how often an institution was placed and won: by its status in every edition."""
        rows = frames.status(self.results)
        rows = rows[rows["name"] == name]
        places = frames.places(self.results).set_index("name").loc[name]
        say, words = self.words.say, self.words
        text = say(
            "{name}: placed in {places} of {editions} editions, won in {wins}",
            name=name,
            editions=int(places["editions"]),
            places=words.interval(int(places["places_low"]), int(places["places_high"])),
            wins=words.interval(int(places["wins_low"]), int(places["wins_high"])),
        )
        because = [self.status(name, int(row.edition), Stage(row.stage)) for row in rows.itertuples()]
        return Reason(text, because=because)

    def status(self, name: str, edition: int, stage: Stage) -> Reason:
        """Explain the status of an institution in a stage of an edition."""
        institution_id = frames.who(self.results).set_index("name")["institution_id"][name]
        rows = self.results.status
        row = rows[
            (rows["institution_id"] == institution_id) & (rows["edition"] == edition) & (rows["stage"] == stage)
        ].iloc[0]
        status = Status(row["status"])
        said = f"{name}, {edition}, {self.named.stage(stage)}: {self.named.status(status, stage)}"
        return Reason(said, because=list(self._by_rule(status, row)))

    def _by_rule(self, status: Status, row: Any) -> Iterator[Reason]:
        match status:
            case Status.PLACED:
                return self._placed(row)
            case Status.NOT_PLACED:
                return self._not_placed(row)
            case Status.UNKNOWN:
                return self._unknown(row)
            case Status.NOT_ELIGIBLE:
                return self._not_eligible(row)
            case _:
                assert_never(status)

    def _placed(self, row: Any) -> Iterator[Reason]:
        """It stands on a list, since pages say so, or imply it; a win says so of the finalist list."""
        names = self.results.known_names
        own = names[(names["lineage"] == row["institution_id"]) & names["list_id"].isin(row["list_ids"])].iloc[0]
        key = {"list_id": own["list_id"], "institution_id": own["institution_id"]}
        text = self.words.plural(
            "it stands on the list {label}, by one publisher",
            "it stands on the list {label}, by {number} publishers",
            int(own["publishers"]),
            label=own["label"],
        )
        if not own["publishers"]:
            text = self.words.say("it is supposed to stand on the list {label}", label=own["label"])
        yield Reason(text, self.raw.rows("placements", **key), because=[*self._evidence(**key)])
        lists = self.results.lists
        wins = lists.loc[lists["parent_list_id"] == own["list_id"], "list_id"]
        entailed = [*self._evidence(wins.tolist(), own["institution_id"])]
        if entailed:
            yield Reason(self.words.say("it won, and winners are drawn from the finalists"), because=entailed)

    def _evidence(self, list_id: str | list[str], institution_id: str) -> Iterator[Reason]:
        rows = self.results.evidence
        of = [list_id] if isinstance(list_id, str) else list_id
        rows = rows[rows["list_id"].isin(of) & (rows["institution_id"] == institution_id)]
        if not self.evidence.takes_implied:
            rows = rows[rows["supports"] == Support.STATES]
        for row in rows.itertuples():
            (page,) = cited(self.results.sources, [row.source_id])
            said = {
                Support.STATES: self.words.say("{publisher} states it", publisher=page.publisher),
                Support.IMPLIES: self.words.say("{publisher} implies it", publisher=page.publisher),
            }[Support(row.supports)]
            at = self.raw.rows(
                "evidence", list_id=row.list_id, institution_id=row.institution_id, source_id=row.source_id
            )
            yield Reason(said, at, [page])

    def _not_placed(self, row: Any) -> Iterator[Reason]:
        """No name is missing from the lists for its kind, or none that could be its own."""
        say = self.words.say
        for at in self._lists(row["list_ids"]).itertuples():
            names = self.results.known_names
            known = names[names["list_id"] == at.list_id]
            values = {"known": len(known), "size": int(at.size), "label": at.label}
            text = (
                say("all {size} names of the list {label} are known, and it is not among them", **values)
                if len(known) == at.size
                else say("{known} of {size} names of the list {label} are known, and it is not among them", **values)
            )
            rows = [*self.raw.rows("lists", list_id=at.list_id), *self.raw.rows("placements", list_id=at.list_id)]
            yield Reason(text, rows, cited(self.results.sources, [at.source_id]), [*self._ruled_out(at)])

    def _ruled_out(self, at: Any) -> Iterator[Reason]:
        """Say why none of the names that are missing from a list can be its own."""
        slots = self.results.slots
        slots = slots[slots["list_id"] == at.list_id]
        if slots.empty:
            return
        say, levels = self.words.say, slots["level"].dropna()
        told = told_of_slots(self.results, self.evidence)
        told = told[told["list_id"] == at.list_id]
        if len(levels):
            text = phrases.other_levels(levels, int(slots.loc[levels.index, "slots"].sum()), self.words)
            rows = self.raw.rows("open_slots", list_id=at.list_id)
            yield Reason(text, rows, cited(self.results.sources, told["source_id"]))
        if at.stage == Stage.WINNER:
            yield Reason(say("its winners are drawn from its list of finalists, on which it can't have stood"))
        elif Track(at.track).needs_earlier_win:
            yield Reason(say("the list takes only who won in an earlier edition, and it can't have"))

    def _unknown(self, row: Any) -> Iterator[Reason]:
        """Names are missing from a list, and one of them may be its own."""
        for at in self._lists(row["list_ids"]).itertuples():
            slots = self.results.slots
            missing = int(slots.loc[slots["list_id"] == at.list_id, "slots"].sum())
            text = self.words.say(
                "{missing} of {size} names of the list {label} are missing, and one of them may be its own",
                missing=missing,
                size=int(at.size),
                label=at.label,
            )
            rows = [*self.raw.rows("lists", list_id=at.list_id), *self.raw.rows("placements", list_id=at.list_id)]
            yield Reason(text, rows, cited(self.results.sources, [at.source_id]))

    def _not_eligible(self, row: Any) -> Iterator[Reason]:
        """It has no government of its own, was founded later, or is a service unit where there was no list of units."""
        say = self.words.say
        regions = self.results.regions
        region = regions[regions["region_code"] == row["region_code"]]
        if region.empty:
            yield Reason(say("the edition had no list of service units"))
            return
        rows, about = self.raw.rows("regions", region_code=row["region_code"]), region.iloc[0]
        if about["autonomous"] != 1:
            yield Reason(say("It has no government of its own, so it can't take part"), rows)
        else:
            date = self.words.date(about["exists_from"])
            closed = self.raw.rows("edition_facts", edition=int(row["edition"]))
            yield Reason(say("it was founded on {date}, after the edition had closed", date=date), [*rows, *closed])

    def _lists(self, list_ids: tuple[str, ...]) -> pd.DataFrame:
        lists = self.results.lists
        return lists[lists["list_id"].isin(list_ids)]
