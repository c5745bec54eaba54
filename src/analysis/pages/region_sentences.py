"""The sentences on one region, whose words and numbers follow its findings.

Which of them stand where on the page belongs to `analysis.pages.of_region`.
"""

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from analysis.findings.of_region import RegionFindings
from analysis.vocabulary import Answer, Group, Stage, Status
from analysis.words import ranges
from analysis.words.language import Words
from analysis.words.phrases import either, times, years


@dataclass(frozen=True)
class RegionSentences:
    """What can be said of a region, in one language."""

    findings: RegionFindings
    words: Words

    def stage(self, stage: Stage) -> pd.DataFrame:
        """Give the status in the editions at a stage."""
        return self._stages[stage]

    @cached_property
    def _stages(self) -> dict[Stage, pd.DataFrame]:
        rows = self.findings.status
        return {stage: rows[rows["stage"] == stage] for stage in Stage}

    @cached_property
    def shares(self) -> pd.DataFrame:
        """Give the selectivity of the track of government institutions, where it is known."""
        rows = self.findings.selectivity
        return rows[rows["track"] == Group.INSTITUTIONS].dropna(subset=["registered"])

    def of_finalists(self) -> str:
        """Say in which editions it is known to have been a finalist, or that none is known."""
        say, name = self.words.say, self.findings.name
        finalist = self.stage(Stage.FINALIST).reset_index(drop=True)
        placed = finalist["status"] == Status.PLACED
        named = years(finalist.loc[placed, "edition"], self.words)
        absent = finalist.loc[finalist["status"] == Status.NOT_PLACED, "edition"]
        if not placed.any():
            return self._headline_of_none(finalist, absent)
        number = int(placed.sum())
        # Neighbours among the editions held, not only among those asked for.
        streak = self.findings.streak
        running = len(streak) > 0 and int(streak["editions"].iloc[0]) == number
        if number == 1:
            text = say("{name} was among the finalists in {years}", name=name, years=named)
        else:
            may_be_more = not running and (finalist["status"] == Status.UNKNOWN).any()
            often = times(number, self.words, or_more=bool(may_be_more))
            if running:
                text = say(
                    "{name} was among the finalists {often} running ({years})", name=name, often=often, years=named
                )
            else:
                text = say("{name} was among the finalists {often} ({years})", name=name, often=often, years=named)
        if len(absent):
            text = say("{headline}, and not in {years}", headline=text, years=either(absent, self.words))
        return text

    def _headline_of_none(self, finalist: pd.DataFrame, absent: pd.Series) -> str:
        """Say that no list names it, and in which editions no missing name can be its own."""
        say, name = self.words.say, self.findings.name
        if (finalist["status"] == Status.NOT_ELIGIBLE).all():
            return say(
                "{name} could not take part in {years}", name=name, years=either(finalist["edition"], self.words)
            )
        if not (finalist["status"] == Status.UNKNOWN).any():
            return say("{name} was on no finalists' list", name=name)
        if len(absent):
            listed = either(absent, self.words)
            return say("No list known to us names {name}; it was not placed in {years}", name=name, years=listed)
        return say("No list known to us names {name}", name=name)

    def why_not_eligible(self) -> str:
        """Say why it could not take part, where it could not; '' if it always could."""
        finalist = self.stage(Stage.FINALIST)
        if not (finalist["status"] == Status.NOT_ELIGIBLE).any():
            return ""
        say, found = self.words.say, self.findings
        if not found.autonomous:
            return say("It is an administrative area without a government of its own.")
        if (finalist["status"] == Status.NOT_ELIGIBLE).all():
            return say("It was founded on {date}.", date=self.words.date(found.exists_from))
        return say(
            "It was founded on {date}, so it could not take part in {years}.",
            date=self.words.date(found.exists_from),
            years=years(finalist.loc[finalist["status"] == Status.NOT_ELIGIBLE, "edition"], self.words),
        )

    def winners(self) -> pd.DataFrame:
        """Give the rows of winners in the editions in which it was a finalist."""
        finalist = self.stage(Stage.FINALIST)
        placed = finalist.loc[finalist["status"] == Status.PLACED, "edition"]
        winner = self.stage(Stage.WINNER)
        return winner[winner["edition"].isin(placed)]

    def of_winners(self) -> list[str]:
        """Say in which editions it won, did not, or may have."""
        say = self.words.say
        finalist = self.stage(Stage.FINALIST)
        placed = set(finalist.loc[finalist["status"] == Status.PLACED, "edition"])
        rows = list(self.stage(Stage.WINNER).itertuples())
        won = [row.edition for row in rows if row.status == Status.PLACED]
        lost = [row.edition for row in rows if row.status == Status.NOT_PLACED and row.edition in placed]
        sentences = []
        if won:
            sentences.append(say("It was among the winners in {years}.", years=years(won, self.words)))
        if lost:
            sentences.append(say("As a finalist it did not win in {years}.", years=either(lost, self.words)))
        for row in rows:
            if row.status == Status.UNKNOWN and row.edition in placed:
                text = say(
                    "Whether it won in {edition} is unknown: {missing} of {size} winners' names are missing.",
                    edition=str(row.edition),
                    missing=row.missing,
                    size=row.size,
                )
                sentences.append(text)
        return sentences

    def of_others(self, others: pd.DataFrame) -> list[str]:
        """Say whether it was the only government of its province where it was placed; takes rows of `others`."""
        say, found = self.words.say, self.findings
        alone = others[others["only_one"] == Answer.YES]
        sentences = []
        if len(alone):
            listed = years(alone["edition"], self.words)
            sentences.append(
                say(
                    "In {years} it was the only government of {province} on the lists.",
                    years=listed,
                    province=found.province,
                )
            )
        for row in others[others["only_one"] == Answer.NO].itertuples():
            values = {"edition": str(row.edition), "province": found.province, "names": self.words.listing(row.placed)}
            sentences.append(say("Also placed from {province} in {edition}: {names}.", **values))
        undecided = others[others["only_one"] == Answer.UNKNOWN]
        if len(undecided):
            values = {
                "years": years(undecided["edition"], self.words),
                "province": found.province,
                "missing": self.words.listing(self.words.number(int(number)) for number in undecided["missing"]),
            }
            text = self.words.plural(
                "For {years} it can't be told yet whether it was the only one of {province}; finalists' names missing: "
                "{missing}.",
                "For {years} it can't be told yet whether it was the only one of {province}; finalists' names missing: "
                "{missing} respectively.",
                len(undecided),
                **values,
            )
            sentences.append(text)
        return sentences

    def thresholds(self) -> str:
        """Say in one line that a list is no rank, and where all editions are compared."""
        say = self.words.say
        labels = self.words.listing(self.findings.editions["label"])
        text = say("{labels}: so many were chosen, which is no rank.", labels=labels)
        shares = self.shares
        finalist = self.stage(Stage.FINALIST)
        placed = shares[shares["edition"].isin(finalist.loc[finalist["status"] == Status.PLACED, "edition"])]
        if len(placed):
            share = ranges.selectivity_of(placed, self.words)
            text += " " + say(
                "Of the government institutions registered, the lists on which it stands took {share}.", share=share
            )
        return f"{text} {self.compared()}"

    def compared(self) -> str:
        """Say where all editions are compared."""
        return self.words.say("More: {page}.", page=self.words.say("How selective was each edition?").rstrip("?"))

    def number_of_editions(self) -> int:
        """Count the editions in which it could take part, of all that were held."""
        return self.findings.editions_open_to_it

    def against_lot(self) -> str:
        """Set a run of editions against what lots would give, for all who could have been placed."""
        row = self.findings.streak.iloc[0]
        values = {"first": str(row["edition_from"]), "last": str(row["edition_to"]), "lower": int(row["lower"])}
        if pd.isna(row["expected_low"]):
            return self.words.say(
                "At least {lower} institutions were placed in every edition from {first} to {last}.", **values
            )
        expected = (
            self.words.say("fewer than one institution")
            if row["expected_high"] < 1
            else self.words.say(
                "{number} institutions", number=ranges.expected(row["expected_low"], row["expected_high"], self.words)
            )
        )
        return self.words.say(
            "By lot, {expected} could be expected in every edition from {first} to {last}; at least {lower} were. Assumed: all "
            "register again, independently.",
            expected=expected,
            **values,
        )
