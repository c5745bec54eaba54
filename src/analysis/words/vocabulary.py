"""How the closed words of `analysis.vocabulary` are said to readers, each in both languages; nowhere else are they.

A member that is added there is missed here by the type checker, and by `tests/test_words_vocabulary.py`. Which word
stands where on a page belongs to `analysis.pages`.
"""

from dataclasses import dataclass
from typing import assert_never

from analysis.vocabulary import (
    Answer,
    Certainty,
    EditionFact,
    Evidence,
    Find,
    Group,
    Language,
    Level,
    Measure,
    Movement,
    Outcome,
    Reason,
    Role,
    SourceKind,
    Stage,
    Status,
    Strength,
    Track,
    Trend,
    Verdict,
)
from analysis.words.language import Words


def language_name(language: Language) -> str:
    """Name a language in itself."""
    match language:
        case Language.INDONESIAN:
            return "Bahasa Indonesia"
        case Language.ENGLISH:
            return "English"
        case _:
            assert_never(language)


@dataclass(frozen=True)
class Vocabulary:
    """The words of one language for the closed vocabulary; each method takes a member, or its value."""

    words: Words

    def stage(self, stage: Stage) -> str:
        """Name those of a stage, in plural."""
        say = self.words.say
        match stage:
            case Stage.FINALIST:
                return say("finalists")
            case Stage.WINNER:
                return say("winners")
            case _:
                assert_never(stage)

    def status(self, status: Status, stage: Stage = Stage.FINALIST) -> str:
        """Say a status of a stage in two or three words."""
        say = self.words.say
        match status:
            case Status.PLACED:
                return say("winner") if stage == Stage.WINNER else say("finalist")
            case Status.NOT_PLACED:
                return say("not a winner") if stage == Stage.WINNER else say("not placed")
            case Status.UNKNOWN:
                return say("unknown")
            case Status.NOT_ELIGIBLE:
                return say("could not take part")
            case _:
                assert_never(status)

    def outcome(self, outcome: Outcome) -> str:
        """Say in two or three words what an edition brought a government."""
        say = self.words.say
        match outcome:
            case Outcome.WINNER:
                return say("winner")
            case Outcome.PERHAPS_WINNER:
                return say("finalist, perhaps winner")
            case Outcome.FINALIST:
                return say("finalist")
            case Outcome.UNKNOWN:
                return say("still unknown")
            case Outcome.NOT_PLACED:
                return say("not placed")
            case Outcome.NOT_ELIGIBLE:
                return say("not eligible")
            case _:
                assert_never(outcome)

    def level(self, level: Level) -> str:
        """Name an institution of a level."""
        say = self.words.say
        match level:
            case Level.MINISTRY:
                return say("ministry")
            case Level.AGENCY:
                return say("agency")
            case Level.SOE:
                return say("state-owned enterprise")
            case Level.PROVINCE:
                return say("province")
            case Level.REGENCY:
                return say("regency")
            case Level.CITY:
                return say("city")
            case Level.UNIT:
                return say("service unit")
            case _:
                assert_never(level)

    def kind(self, kind: Level) -> str:
        """Name a kind of region as a title does."""
        say = self.words.say
        match kind:
            case Level.PROVINCE:
                return say("Province")
            case Level.REGENCY:
                return say("Regency")
            case Level.CITY:
                return say("City")
            case _:
                raise ValueError(f"{kind} is not a kind of region")

    def kinds(self, kind: Level) -> str:
        """Name regions of a kind, in plural."""
        say = self.words.say
        match kind:
            case Level.PROVINCE:
                return say("provinces")
            case Level.REGENCY:
                return say("regencies")
            case Level.CITY:
                return say("cities")
            case _:
                raise ValueError(f"{kind} is not a kind of region")

    def kinds_counted(self, kind: Level, number: int) -> str:
        """Count regions of a kind."""
        plural = self.words.plural
        match kind:
            case Level.PROVINCE:
                return plural("one province", "{number} provinces", number)
            case Level.REGENCY:
                return plural("one regency", "{number} regencies", number)
            case Level.CITY:
                return plural("one city", "{number} cities", number)
            case _:
                raise ValueError(f"{kind} is not a kind of region")

    def track(self, track: Track) -> str:
        """Name a track of lists."""
        say = self.words.say
        match track:
            case Track.ALL:
                return say("all institutions")
            case Track.GENERAL:
                return say("government institutions, general")
            case Track.OUTSTANDING:
                return say("Outstanding Achievement")
            case Track.UNIT:
                return say("service units")
            case _:
                assert_never(track)

    def group(self, group: Group) -> str:
        """Name those whose places are counted together."""
        say = self.words.say
        match group:
            case Group.INSTITUTIONS:
                return say("government institutions")
            case Group.UNITS:
                return say("service units")
            case Group.EVERYONE:
                return say("all lists")
            case Group.EDITION:
                return say("whole edition")
            case _:
                assert_never(group)

    def evidence(self, evidence: Evidence) -> str:
        """Say in a sentence which evidence a page rests on."""
        say = self.words.say
        match evidence:
            case Evidence.ALL:
                return say("Evidence: every page that states or implies a place.")
            case Evidence.STATED:
                return say("Evidence: only what a page states; what is merely implied is left out.")
            case Evidence.CORROBORATED:
                return say("Evidence: only what two publishers or more state.")
            case _:
                assert_never(evidence)

    def evidence_in_short(self, evidence: Evidence) -> str:
        """Name a level of evidence in few words, in English by what is typed for it."""
        say = self.words.say
        match evidence:
            case Evidence.ALL:
                return say("evidence: all")
            case Evidence.STATED:
                return say("evidence: stated")
            case Evidence.CORROBORATED:
                return say("evidence: corroborated")
            case _:
                assert_never(evidence)

    def evidence_heading(self, evidence: Evidence) -> str:
        """Name a level of evidence as the heading of a column."""
        say = self.words.say
        match evidence:
            case Evidence.ALL:
                return say("All evidence")
            case Evidence.STATED:
                return say("Only what is stated")
            case Evidence.CORROBORATED:
                return say("Stated by two publishers")
            case _:
                assert_never(evidence)

    def strength(self, strength: Strength) -> str:
        """Say what the strongest support of a name is."""
        say = self.words.say
        match strength:
            case Strength.CORROBORATED:
                return say("two publishers or more")
            case Strength.STATED:
                return say("one publisher")
            case Strength.IMPLIED:
                return say("only implied")
            case _:
                assert_never(strength)

    def certainty(self, certainty: Certainty) -> str:
        """Say how firm a sentence is, as a mark beside it."""
        say = self.words.say
        match certainty:
            case Certainty.CERTAIN:
                return say("Certain: two publishers or more state it")
            case Certainty.HOLDS:
                return say("Strong: borne out by the evidence found")
            case Certainty.OPEN:
                return say("Open: names are missing")
            case _:
                assert_never(certainty)

    def certainty_in_short(self, certainty: Certainty) -> str:
        """Say how firm an answer is, in a word."""
        say = self.words.say
        match certainty:
            case Certainty.CERTAIN:
                return say("certain")
            case Certainty.HOLDS:
                return say("strong")
            case Certainty.OPEN:
                return say("open")
            case _:
                assert_never(certainty)

    def trend(self, trend: Trend) -> str:
        """Say what a series of yearly scores shows."""
        say = self.words.say
        match trend:
            case Trend.RISING:
                return say("rises")
            case Trend.FALLING:
                return say("falls")
            case Trend.RESTS_ON_ONE_POINT:
                return say("rests on a single point")
            case Trend.NOT_SHOWN:
                return say("no trend shown")
            case Trend.TOO_FEW_POINTS:
                return say("too few points")
            case _:
                assert_never(trend)

    def verdict(self, verdict: Verdict) -> str:
        """Say what the data say of a claim."""
        say = self.words.say
        match verdict:
            case Verdict.SUPPORTED:
                return say("supported")
            case Verdict.REFUTED:
                return say("refuted")
            case Verdict.UNDETERMINED:
                return say("can't be decided")
            case _:
                assert_never(verdict)

    def verdict_heading(self, verdict: Verdict) -> str:
        """Say the verdict of several claims as their heading."""
        say = self.words.say
        match verdict:
            case Verdict.SUPPORTED:
                return say("Supported")
            case Verdict.REFUTED:
                return say("Refuted")
            case Verdict.UNDETERMINED:
                return say("Can't be decided")
            case _:
                assert_never(verdict)

    def reason(self, reason: Reason) -> str:
        """Say why a claim has its verdict."""
        say = self.words.say
        match reason:
            case Reason.PLACED:
                return say("it stands on a list")
            case Reason.NOT_PLACED:
                return say("it stands on no list, and no open slot could be its own")
            case Reason.ALONE:
                return say(
                    "it is a finalist, and no other within what the claim speaks of is, whatever names are missing"
                )
            case Reason.ANOTHER_PLACED:
                return say("there is another finalist within what the claim speaks of")
            case Reason.OUT_OF_SCOPE:
                return say("it is itself outside of what the claim speaks of")
            case Reason.OPEN_SLOTS:
                return say("missing names could decide it either way")
            case Reason.ONLY_THE_CLAIMANT:
                return say("nobody but the claimant says so")
            case Reason.TOO_WEAK:
                return say("others say so too, but not as strongly as is asked here")
            case Reason.SIZE_OF_LIST:
                return say("the length of the lists says so")
            case Reason.NUMBER_PLACED:
                return say("the number on the lists says so")
            case Reason.ORDER_OF_EDITIONS:
                return say("the count of editions says so")
            case Reason.RANKED:
                return say("a source gives it that rank")
            case Reason.NOT_A_RANKING:
                return say("the list is no ranking")
            case _:
                assert_never(reason)

    def answer(self, answer: Answer) -> str:
        """Say yes, no or unknown."""
        say = self.words.say
        match answer:
            case Answer.YES:
                return say("yes")
            case Answer.NO:
                return say("no")
            case Answer.UNKNOWN:
                return say("unknown")
            case _:
                assert_never(answer)

    def ahead(self, answer: Answer) -> str:
        """Say whether one is ahead of another; what is unknown depends on missing names."""
        return self.words.say("can't be known") if answer == Answer.UNKNOWN else self.answer(answer)

    def find(self, find: Find) -> str:
        """Name what may be looked for, in plural."""
        say = self.words.say
        match find:
            case Find.MISSING_NAME:
                return say("names")
            case Find.SECOND_SOURCE:
                return say("second sources")
            case _:
                assert_never(find)

    def movement(self, movement: Movement) -> str:
        """Name those who came or went."""
        say = self.words.say
        match movement:
            case Movement.NEWCOMERS:
                return say("newcomers")
            case Movement.RETURNERS:
                return say("returners")
            case Movement.LEAVERS:
                return say("leavers")
            case _:
                assert_never(movement)

    def movement_told(self, movement: Movement) -> str:
        """Say of those who came or went what the word means."""
        say = self.words.say
        match movement:
            case Movement.NEWCOMERS:
                return say("placed for the first time")
            case Movement.RETURNERS:
                return say("back after a gap")
            case Movement.LEAVERS:
                return say("of the edition before, not placed again")
            case _:
                assert_never(movement)

    def source_kind(self, kind: SourceKind) -> str:
        """Say who publishes a source."""
        say = self.words.say
        match kind:
            case SourceKind.OFFICIAL:
                return say("official")
            case SourceKind.NEWS:
                return say("news")
            case _:
                assert_never(kind)

    def measure(self, measure: Measure) -> str:
        """Name what a figure counts."""
        say = self.words.say
        match measure:
            case Measure.REGISTERED:
                return say("registered")
            case Measure.REGISTERED_INSTITUTIONS:
                return say("registered institutions")
            case Measure.REGISTERED_UNITS:
                return say("registered service units")
            case Measure.ASSESSED:
                return say("assessed")
            case _:
                assert_never(measure)

    def fact(self, fact: EditionFact) -> str:
        """Name a fact of an edition."""
        say = self.words.say
        match fact:
            case EditionFact.LAUNCHED_ON:
                return say("Launched")
            case EditionFact.OPENED_ON:
                return say("Registration opened")
            case EditionFact.CLOSED_ON:
                return say("Registration closed")
            case EditionFact.FINALISTS_ON:
                return say("Finalists announced")
            case EditionFact.WINNERS_ON:
                return say("Winners announced")
            case EditionFact.AWARDED_ON:
                return say("Awards handed over")
            case EditionFact.AWARDED_AT:
                return say("Place of the awards")
            case EditionFact.DECREE:
                return say("Decree")
            case EditionFact.TROPHY:
                return say("Trophy")
            case _:
                assert_never(fact)

    def role(self, role: Role) -> str:
        """Name the part of an organisation."""
        say = self.words.say
        match role:
            case Role.ORGANISER:
                return say("Organiser")
            case Role.EXECUTOR:
                return say("Executor")
            case Role.PARTNER:
                return say("Partner")
            case Role.SUPPORTER:
                return say("Supporter")
            case _:
                assert_never(role)
