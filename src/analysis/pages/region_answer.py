"""The first screen of a region's page: its best fact, a strip of editions, and three key facts chosen by rules.

Which facts there are is found elsewhere; here is decided which come first. What follows on the page belongs to
`analysis.pages.of_region`.
"""

from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any, assert_never

import pandas as pd

from analysis.display.blocks import Fact, Facts, Square, Strip
from analysis.display.references import Citation, of_editions
from analysis.display.states import WON
from analysis.facts.citations import SourceIds
from analysis.findings.common import name_of_all
from analysis.findings.of_region import RegionFindings
from analysis.pages.region_sentences import RegionSentences
from analysis.vocabulary import Answer, Area, Level, Stage, Status, TextKind
from analysis.words import phrases, ranges
from analysis.words.language import Words
from analysis.words.vocabulary import Vocabulary

KEY_FACTS = 3
Cite = Callable[..., Citation]
Rows = dict[tuple[int, str], Any]
"""What each edition was for it at each stage: a row of `RegionFindings.status`."""


class RegionAnswer:
    """What a region's page says first, in one language."""

    def __init__(self, findings: RegionFindings, words: Words, cite: Cite) -> None:
        self._found, self._words, self._cite = findings, words, cite
        self._named = Vocabulary(words)
        self._sentences = RegionSentences(findings, words)

    def headline(self) -> str:
        """Say the best fact: wins before finals, finals before none; and in which editions it was not placed."""
        wins = sorted(set(self._found.wins["edition"]))
        if not wins:
            return " ".join(filter(None, [self._sentences.of_finalists() + ".", self._sentences.why_not_eligible()]))
        say, name = self._words.say, self._found.name
        years = phrases.years(wins, self._words)
        running = self._in_a_row(wins)
        often = phrases.times(len(wins), self._words, or_more=not running and self._may_have_won_more())
        if len(wins) == 1:
            text = say("{name} won in {years}", name=name, years=years)
        elif running:
            text = say("{name} won {often} running ({years})", name=name, often=often, years=years)
        else:
            text = say("{name} won {often} ({years})", name=name, often=often, years=years)
        return " ".join([text + ".", *self._besides(wins)])

    def _in_a_row(self, years: list[int]) -> bool:
        """Whether nothing was held between these editions but they."""
        status = self._found.status["edition"]
        return sorted(set(status[status.between(years[0], years[-1])])) == years

    def _may_have_won_more(self) -> bool:
        """Whether it may have been a finalist, or as one have won, in an edition of which that is not known."""
        finalist, winner = (
            self._sentences.stage(stage).set_index("edition")["status"] for stage in (Stage.FINALIST, Stage.WINNER)
        )
        finals = finalist.index[finalist == Status.PLACED]
        return bool(
            (finalist == Status.UNKNOWN).any()
            or (winner.reindex(finals, fill_value=Status.UNKNOWN) == Status.UNKNOWN).any()
        )

    def _besides(self, wins: list[int]) -> Iterator[str]:
        """Say where it was a finalist without a known win, and where it was not placed."""
        finalist = self._sentences.stage(Stage.FINALIST).set_index("edition")["status"]
        placed = [year for year in finalist.index[finalist == Status.PLACED] if year not in wins]
        absent = finalist.index[finalist == Status.NOT_PLACED]
        if placed:
            yield self._words.say("It was a finalist in {years} as well.", years=phrases.years(placed, self._words))
        if len(absent):
            yield self._words.say("It was not placed in {years}.", years=phrases.either(absent, self._words))

    def source_ids(self) -> list[SourceIds]:
        """Give the sources of the headline."""
        return [*self._found.wins["source_ids"], *self._sentences.stage(Stage.FINALIST)["source_ids"]]

    def strip(self) -> Strip:
        """Show what each edition was for it."""
        rows = {(row.edition, row.stage): row for row in self._found.status.itertuples()}
        squares = [self._square(edition, rows) for edition in self._found.editions["edition"]]
        return Strip(self._words.say("{name} by edition", name=self._found.name), [each for each in squares if each])

    def _square(self, edition: int, rows: Rows) -> Square | None:
        finalist = rows.get((edition, Stage.FINALIST))
        if finalist is None:  # announced, and nothing published yet
            return None
        status = Status(finalist.status)
        won = edition in set(self._found.wins["edition"])
        if won:
            return Square(
                str(edition),
                WON,
                self._first(self._named.status(status, Stage.WINNER)),
                self._of_win(edition, finalist),
                of_editions([edition]),
            )
        return Square(
            str(edition),
            status.value,
            self._first(self._named.status(status)),
            self._details(edition, status, rows),
            of_editions([edition]),
        )

    def _details(self, edition: int, status: Status, rows: Rows) -> list[str]:
        finalist = rows[edition, Stage.FINALIST]
        match status:
            case Status.PLACED:
                return self._of_finalist(edition, finalist, rows.get((edition, Stage.WINNER)))
            case Status.NOT_PLACED:
                return self._of_absent(edition, finalist)
            case Status.UNKNOWN:
                return self._of_unknown(edition, finalist)
            case Status.NOT_ELIGIBLE:
                return []
            case _:
                assert_never(status)

    def _first(self, word: str) -> str:
        return phrases.sentence_case(word)

    def _label(self, finalist: Any) -> str:
        return name_of_all(finalist.labels[0])

    def _of_win(self, edition: int, finalist: Any) -> list[str]:
        wins = self._found.wins[self._found.wins["edition"] == edition]
        lists = self._words.listing(dict.fromkeys(map(name_of_all, wins["label"])))
        chosen = self._words.say("{winners} (of {finalists})", winners=lists, finalists=self._label(finalist))
        return [chosen, *wins["aspect"].dropna()]

    def _of_finalist(self, edition: int, finalist: Any, winner: Any) -> list[str]:
        say = self._words.say
        details = [self._label(finalist)]
        if finalist.implied:
            details.append(say("only implied"))
        shares = self._sentences.shares
        share = shares[shares["edition"] == edition]
        if len(share):
            chance = ranges.selectivity_of(share, self._words)
            details.append(say("chosen: {share} registered", share=chance))
        if winner and winner.status == Status.NOT_PLACED:
            details.append(self._first(self._named.status(Status.NOT_PLACED, Stage.WINNER)))
        elif winner and winner.status == Status.UNKNOWN:
            missing, size = int(winner.missing), int(winner.size)
            details.append(say("Won? Not known: {missing} of {size} names missing", missing=missing, size=size))
        return details

    def _of_absent(self, edition: int, finalist: Any) -> list[str]:
        """Say why no missing name can be its own: none is missing, or those that are have another level."""
        say = self._words.say
        if not finalist.missing:
            return [say("All {number} names are known", number=int(finalist.size))] if finalist.size else []
        slots = self._slots(edition)
        levels = slots["level"].dropna()
        if len(levels) < len(slots):
            return []
        return [phrases.other_levels(levels, int(slots["slots"].sum()), self._words)]

    def _of_unknown(self, edition: int, finalist: Any) -> list[str]:
        """Grade the unknown: how many names are missing, and how many governments each may belong to."""
        say = self._words.say
        could = int(self._slots(edition)["could"].max())
        missing = say("{missing} of {size} names missing", missing=int(finalist.missing), size=int(finalist.size))
        return [missing, say("{number} governments could be meant", number=could)]

    def _slots(self, edition: int) -> pd.DataFrame:
        return self._found.open_slots[self._found.open_slots["edition"] == edition]

    def facts(self) -> Facts:
        """Choose the key facts: the first that there are, in the order of the rules."""
        rules = (self._wins, self._run, self._alone, self._score, self._selectivity, self._neighbours, self._units)
        found = (fact for rule in rules if (fact := rule()) is not None)
        return Facts(list(islice(found, KEY_FACTS)))

    def _wins(self) -> Fact | None:
        """Count its wins, with what it won for."""
        wins = self._found.wins
        if wins.empty:
            return None
        say, years = self._words.say, sorted(set(wins["edition"]))
        known = wins.dropna(subset=["aspect"])
        won = self._words.listing(
            say("{years} for {aspect}", years=phrases.years(editions, self._words), aspect=aspect)
            for aspect, editions in known.groupby("aspect", sort=False)["edition"]
        )
        if known.empty:
            text = say("won; for what is not known")
        elif set(known["edition"]) == set(years):
            text = say("won: {aspects}", aspects=won)
        else:
            text = say(
                "won ({years}); as far as known, {aspects}", years=phrases.years(years, self._words), aspects=won
            )
        return Fact(say("{number}×", number=len(years)), text, self._cite(wins["source_ids"]))

    def _run(self) -> Fact | None:
        """Say how few were placed as often in a row."""
        if self._found.streak.empty:
            return None
        row, say = self._found.streak.iloc[0], self._words.say
        lower, upper = int(row["lower"]), int(row["upper"])
        value = self._words.number(lower) if lower == upper else say("{number} or more", number=lower)
        if lower == upper == 1:
            value = say("The only one")
        text = self._words.plural(
            "institution placed in every edition from {first} to {last}",
            "institutions, it among them, placed in every edition from {first} to {last}",
            lower,
            first=str(row["edition_from"]),
            last=str(row["edition_to"]),
        )
        return Fact(value, text, self._cite(self._sentences.shares["source_ids"]))

    def _alone(self) -> Fact | None:
        """Say in which editions nobody else of its province was placed."""
        others, say = self._found.others, self._words.say
        alone = others[others["only_one"] == Answer.YES]
        if alone.empty:
            return None
        years = phrases.years(alone["edition"], self._words)
        text = say("government of {province} on the lists of {years}", province=self._found.province, years=years)
        return Fact(say("The only one"), text, self._cite(alone["source_ids"]))

    def _score(self) -> Fact | None:
        """Give its newest yearly score."""
        if self._found.scores.empty:
            return None
        row = self._found.scores.sort_values("year").iloc[-1]
        text = self._words.say(
            "{indicator}, {year} ({unit})",
            indicator=self._words.text(TextKind.INDICATOR, row["indicator_id"]),
            year=str(row["year"]),
            unit=self._words.text(TextKind.UNIT, row["unit"]),
        )
        return Fact(self._words.number(row["value"]), text, self._cite([row["source_ids"]]))

    def _selectivity(self) -> Fact | None:
        """Say how many of those registered the lists took where it was placed."""
        finalist = self._sentences.stage(Stage.FINALIST)
        placed = finalist.loc[finalist["status"] == Status.PLACED, "edition"]
        shares = self._sentences.shares
        shares = shares[shares["edition"].isin(placed)]
        if shares.empty:
            return None
        value = phrases.sentence_case(ranges.selectivity_of(shares, self._words))
        return Fact(
            value,
            self._words.say("registered institutions got onto the lists that it is on"),
            self._cite(shares["source_ids"]),
        )

    def _neighbours(self) -> Fact | None:
        """Count the others of its kind in its province, or else in its island group, that are known to have been placed."""
        if self._found.peers_counted.empty:
            return None
        group = self._found.peers_counted.iloc[0]
        known = int((self._found.peers["group"] == group["group"]).sum())
        say, regions = self._words.say, int(group["regions"])
        values = {
            "kind": self._named.level(Level(self._found.kind))
            if regions == 1
            else self._named.kinds(Level(self._found.kind)),
            "name": group["name"],
        }
        text = (
            say("other {kind} of the province {name} known to have been placed", **values)
            if group["group"] == Area.PROVINCE
            else say("other {kind} of {name} known to have been placed", **values)
        )
        return Fact(say("{known} of {all}", known=known, all=regions), text)

    def _units(self) -> Fact | None:
        """Count its own service units that were placed."""
        own = self._found.units[self._found.units["own"]]
        if own.empty:
            return None
        number = own["institution_name"].nunique()
        text = self._words.plural("of its service units was placed", "of its service units were placed", number)
        return Fact(self._words.number(number), text, self._cite(own["source_ids"]))
