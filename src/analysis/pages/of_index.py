"""What the index shows of every region and report, and the words around it, in one language.

How it looks, and which reports there are, belongs to `analysis.reports.site`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from analysis.findings.of_index import IndexFindings
from analysis.pages import in_one_line
from analysis.vocabulary import Certainty, Level, Outcome
from analysis.words.language import Words
from analysis.words.phrases import sentence_case
from analysis.words.vocabulary import Vocabulary


@dataclass(frozen=True)
class Sign:
    """What an edition brought a region, as a sign in its strip."""

    edition: str
    outcome: str
    """An `Outcome`, by which it is drawn and filtered."""
    word: str
    note: str = ""
    """What more there is to know: how open an unknown is."""
    pale: bool = False
    """Whether it is an unknown that can turn out to be a place for few."""


@dataclass(frozen=True)
class Entry:
    """What can be said of one region or report in the index."""

    name: str
    kind: str
    """What it can be filtered by: the `Level` of a region, or of what notebook it is a report, as `claims-report`."""
    where: str = ""
    """What it is and where it lies, in words."""
    code: str = ""
    province: str = ""
    """Code of its province."""
    answer: str = ""
    firm: str = ""
    """How firm the answer stands, in a word; '' where it says so itself."""
    signs: tuple[Sign, ...] = ()
    terms: tuple[str, ...] = ()
    """Names besides its own by which people ask for it."""
    rank: tuple[int, int] = (0, 0)
    """How often it won and was placed: the order in which entries stand where nobody asks for one."""


@dataclass(frozen=True)
class IndexPage:
    """The entries of the index."""

    findings: IndexFindings
    words: Words

    def regions(self) -> list[Entry]:
        """Give the entries of all regions, those placed most often first."""
        signs = self._signs()
        names, named = self.provinces, Vocabulary(self.words)
        entries = []
        for row in self.findings.regions.itertuples():
            if row.kind == Level.PROVINCE:
                where = self.words.say("Provincial government")
            else:
                kind = named.kind(Level(row.kind))
                where = f"{kind} · {names[row.province_code]}"
            certainty = Certainty(row.certainty)  # where it is open the answer says so itself
            firm = named.certainty_in_short(certainty) if row.places and certainty is not Certainty.OPEN else ""
            entries.append(
                Entry(
                    row.name,
                    row.kind,
                    where=where,
                    code=row.region_code,
                    province=row.province_code,
                    answer=in_one_line.of_region(row, self._editions, self.words),
                    firm=firm,
                    signs=signs[row.region_code],
                    terms=row.aliases,
                    rank=(row.wins, row.places),
                )
            )
        return sorted(entries, key=lambda each: (-each.rank[0], -each.rank[1], each.code))

    @cached_property
    def _editions(self) -> list[int]:
        return [int(each) for each in self.findings.editions["edition"]]

    @cached_property
    def provinces(self) -> dict[str, str]:
        """Names of the provinces by code."""
        rows = self.findings.provinces
        return dict(zip(rows["region_code"], rows["name"], strict=True))

    def report(self, notebook: str, parameters: Mapping[str, Any], title: str, kind: str) -> Entry:
        """Give the entry of a report that is not a region's own: what its page says, where that is known."""
        found, words = self.findings, self.words
        entry = Entry(title, f"{notebook}-report", where=kind)
        match notebook, dict(parameters):
            case "province", {"province": name, **more} if not more:
                return self._province(entry, name)
            case "edition", {"edition": edition, **more} if not more:
                rows = found.editions[found.editions["edition"] == edition]
                said = "".join(in_one_line.of_edition(row, words) for row in rows.itertuples())
                said = said or words.say("No list of it is known yet")
                return replace(entry, answer=said, terms=(str(edition),))
            case "compare", {"regions": names, **more} if not more:
                rows = found.regions[found.regions["name"].isin(names)]
                return replace(entry, answer=in_one_line.of_comparison(rows, words), terms=tuple(names))
            case "indicators", {"indicator": indicator, **more} if not more:
                return replace(entry, answer=in_one_line.of_indicator(indicator, found, words))
            case "national_trends", {**more} if not more:
                return replace(entry, answer=in_one_line.of_country(found, words))
            case "data_quality", {**more} if not more:
                return replace(entry, answer=in_one_line.of_data(found, words))
            case "claims", {**more} if not more:
                return replace(entry, answer=in_one_line.of_claims(found, words))
        return entry

    def _province(self, entry: Entry, name: str) -> Entry:
        rows = self.findings.until_2022
        for row in rows[rows["name"] == name].itertuples():
            return replace(
                entry,
                name=self.words.say("{province}: all its governments", province=name),
                code=row.region_code,
                province=row.region_code,
                answer=in_one_line.of_province(row, self._editions, self.words),
                terms=row.aliases,
            )
        return entry

    def of_tile(self, province: Any) -> str:
        """Say what the number in a province's square counts; takes a row of `IndexFindings.provinces`."""
        return self.words.say(
            "of {governments} governments known to have been placed", governments=int(province.governments)
        )

    def _signs(self) -> dict[str, tuple[Sign, ...]]:
        made: dict[tuple[Any, ...], Sign] = {}
        signs: dict[str, list[Sign]] = {}
        for code, *seen in self.findings.outcomes.itertuples(index=False, name=None):
            key = tuple(seen)
            if key not in made:
                made[key] = self._sign(*seen)
            signs.setdefault(code, []).append(made[key])
        return {code: tuple(each) for code, each in signs.items()}

    def _sign(self, edition: int, outcome: str, missing: int, size: int, candidates: int, scarce: bool) -> Sign:
        note = ""
        if outcome == Outcome.UNKNOWN:
            note = self.words.say(
                "{missing} of {size} names are missing, {candidates} institutions could be among them",
                missing=int(missing),
                size=int(size),
                candidates=int(candidates),
            )
        return Sign(
            str(edition), outcome, sentence_case(Vocabulary(self.words).outcome(Outcome(outcome))), note, bool(scarce)
        )
