"""One-line answers: the best that is known of a government, a province, an edition or a subject, in one short sentence.

The index shows them beside every report. What is known is worked out in `analysis.findings`.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import pandas as pd

from analysis.findings.of_index import NAMED_AT_MOST, IndexFindings
from analysis.vocabulary import Outcome, Verdict
from analysis.words.language import Words
from analysis.words.phrases import either, times, years


def of_region(region: Any, editions: Sequence[int], words: Words) -> str:
    """Say what a region's government reached; takes a row of `IndexFindings.regions` and the editions that have lists."""
    say = words.say
    by_outcome = {
        outcome: [year for year, each in zip(editions, region.outcomes, strict=True) if each == outcome]
        for outcome in Outcome
    }
    if len(by_outcome[Outcome.NOT_ELIGIBLE]) == len(editions):
        if not region.autonomous:
            return say("It has no government of its own, so it can't take part")
        last = str(editions[-1])
        return say("Founded on {date}, after the edition of {last}", date=words.date(region.exists_from), last=last)
    won = by_outcome[Outcome.WINNER]
    finals = sorted(by_outcome[Outcome.FINALIST] + by_outcome[Outcome.PERHAPS_WINNER])
    absent = by_outcome[Outcome.NOT_PLACED]
    if won:
        open_to_it = by_outcome[Outcome.PERHAPS_WINNER] + by_outcome[Outcome.UNKNOWN]
        text = _often(won, editions, words, wins=True, or_more=bool(open_to_it))
        return say("{wins}; also finalist in {years}", wins=text, years=years(finals, words)) if finals else text
    if finals:
        text = _often(finals, editions, words, wins=False, or_more=bool(by_outcome[Outcome.UNKNOWN]))
        return say("{finals}, not in {years}", finals=text, years=either(absent, words)) if absent else text
    if by_outcome[Outcome.UNKNOWN]:
        if absent:
            return say("On no list that is known; not placed in {years}", years=either(absent, words))
        return say("On no list that is known")
    return say("On no list of finalists")


def _often(found: Sequence[int], editions: Sequence[int], words: Words, *, wins: bool, or_more: bool) -> str:
    """Say how often it won or was a finalist, and when. Editions one after the other are told as running."""
    say, listed = words.say, years(found, words)
    places = [list(editions).index(year) for year in found]
    running = len(found) > 1 and all(later == earlier + 1 for earlier, later in pairwise(places))
    if len(found) == 1:
        return say("Won in {years}", years=listed) if wins else say("Finalist in {years}", years=listed)
    often = times(len(found), words, or_more=or_more and not running)
    if running:
        template = say("Won {often} running ({years})", often=often, years=listed)
        return template if wins else say("Finalist {often} running ({years})", often=often, years=listed)
    template = say("Won {often} ({years})", often=often, years=listed)
    return template if wins else say("Finalist {often} ({years})", often=often, years=listed)


def of_province(province: Any, editions: Sequence[int], words: Words) -> str:
    """Say how many governments of a province are known to have been placed.

    Takes a row of `IndexFindings.provinces` and the editions that have lists.
    """
    say = words.say
    if not province.governments:
        return say("Founded after the edition of {last}", last=str(editions[-1]))
    values = {"governments": int(province.governments)}
    if not province.governments_placed:
        return say("None of its {governments} governments is on a list that is known", **values)
    text = (
        say("Its only government was placed")
        if province.governments == 1
        else say(
            "At least {placed} of its {governments} governments placed",
            placed=int(province.governments_placed),
            **values,
        )
    )
    if province.governments_won:
        text = say("{placed}, at least {won} won", placed=text, won=int(province.governments_won))
    if province.most_placed and province.most_places > 1:
        names = words.listing(province.most_placed)
        text = say("{placed}; most often {names}", placed=text, names=names)
    return text


def of_comparison(regions: pd.DataFrame, words: Words) -> str:
    """Say who of some regions was placed, and won, most often; takes rows of `IndexFindings.regions`."""
    say = words.say
    most, wins = regions["places"].max(), regions["wins"].max()
    if not most:
        return say("None of them is on a list that is known")
    leading, winning = (
        regions.loc[regions[what] == number, "name"] for what, number in (("places", most), ("wins", wins))
    )
    values = {"often": times(int(most), words)}
    if len(leading) <= NAMED_AT_MOST:
        text = say(
            "Most often a finalist, as far as is known: {names}, {often}", names=words.listing(leading), **values
        )
    else:
        text = say("{number} of {all} were finalists {often}", number=len(leading), all=len(regions), **values)
    if wins and len(winning) <= NAMED_AT_MOST:
        named = words.listing(winning)
        text = say("{finals}; most wins: {names}, {often}", finals=text, names=named, often=times(int(wins), words))
    return text


def of_edition(edition: Any, words: Words) -> str:
    """Say how many names of an edition are known; takes a row of `IndexFindings.editions`."""
    if not edition.winner_places:
        known, places = int(edition.known), int(edition.places)
        return words.say(
            "Names known: {known} of {places} finalists; no list of winners yet", known=known, places=places
        )
    return words.say(
        "Names known: {known} of {places} finalists, {winners_known} of {winner_places} winners",
        known=int(edition.known),
        places=int(edition.places),
        winners_known=int(edition.winners_known),
        winner_places=int(edition.winner_places),
    )


def of_country(found: IndexFindings, words: Words) -> str:
    """Say who won most often, or how many institutions were placed in every edition; '' where neither is known."""
    if found.most_wins:
        names, often = words.listing(found.most_wins), times(found.wins, words)
        return words.say("Most wins known: {names}, {often}", names=names, often=often)
    if not found.in_every_edition:
        return ""
    return words.plural(
        "At least one institution was placed in every edition",
        "At least {number} institutions were placed in every edition",
        found.in_every_edition,
    )


def of_data(found: IndexFindings, words: Words) -> str:
    """Say how many finalists' names are known."""
    known, places = (int(found.editions[each].sum()) for each in ("known", "places"))
    return words.say(
        "{known} of {places} finalists' names are known, {missing} are missing",
        known=known,
        places=places,
        missing=places - known,
    )


def of_claims(found: IndexFindings, words: Words) -> str:
    """Count the printed claims by verdict."""
    return words.say(
        "{supported} claims supported, {refuted} refuted, {undetermined} that can't be decided",
        supported=found.verdicts[Verdict.SUPPORTED],
        refuted=found.verdicts[Verdict.REFUTED],
        undetermined=found.verdicts[Verdict.UNDETERMINED],
    )


def of_indicator(indicator: str, found: IndexFindings, words: Words) -> str:
    """Say how many scores of how many regions are known; '' for an indicator without any."""
    if indicator not in found.scores:
        return ""
    scores, regions = found.scores[indicator]
    return words.say("{scores} scores of {regions} regions", scores=scores, regions=regions)
