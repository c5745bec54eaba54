"""The closed words of the domain: what a status, a level, a track and the like may be, and what each entails.

The values are those of the tables and parameters, unchanged. How each is said to a reader stands in
`analysis.words.vocabulary`; open words, such as names, belong to the data.
"""

from enum import StrEnum


class Language(StrEnum):
    """The languages of reports and messages, the default first."""

    INDONESIAN = "id"
    ENGLISH = "en"


class Evidence(StrEnum):
    """How strongly a placement must be supported to count, from the weakest demand to the strictest."""

    ALL = "all"
    STATED = "stated"
    CORROBORATED = "corroborated"

    @property
    def publishers_needed(self) -> int:
        """How many publishers must say so."""
        return 2 if self is Evidence.CORROBORATED else 1

    @property
    def takes_implied(self) -> bool:
        """Whether what is merely implied counts."""
        return self is Evidence.ALL


class Support(StrEnum):
    """How a page supports a placement: in words, or by something that it follows from."""

    STATES = "states"
    IMPLIES = "implies"


class Stage(StrEnum):
    """The stages of an edition, in their order: winners are drawn from the finalists."""

    FINALIST = "finalist"
    WINNER = "winner"


class Track(StrEnum):
    """The track of a published list."""

    ALL = "all"
    """One undivided list of institutions."""
    GENERAL = "general"
    OUTSTANDING = "outstanding"
    UNIT = "unit"

    @property
    def takes_units(self) -> bool:
        """Whether its lists hold service units, or institutions."""
        return self is Track.UNIT

    @property
    def needs_earlier_win(self) -> bool:
        """Whether only those take part who won in an earlier edition."""
        return self is Track.OUTSTANDING

    @property
    def takes_all_governments(self) -> bool:
        """Whether every government could get on its lists."""
        return not self.takes_units and not self.needs_earlier_win


TRACKS_OF_UNITS = tuple(track for track in Track if track.takes_units)
TRACKS_OF_WINNERS = tuple(track for track in Track if track.needs_earlier_win)
TRACKS_OF_ALL_GOVERNMENTS = tuple(track for track in Track if track.takes_all_governments)


class Group(StrEnum):
    """Whose places are counted together."""

    INSTITUTIONS = "institutions"
    """Those on every list but the lists of service units."""
    UNITS = "units"
    EVERYONE = "all"
    """All names of an edition."""
    EDITION = "edition"
    """An edition as a whole, where places are set against all who registered."""


class Level(StrEnum):
    """The level of an institution, in the order in which levels are listed."""

    MINISTRY = "ministry"
    AGENCY = "agency"
    SOE = "soe"
    PROVINCE = "province"
    REGENCY = "regency"
    CITY = "city"
    UNIT = "unit"

    @property
    def is_government(self) -> bool:
        """Whether it is the government of a region."""
        return self in GOVERNMENTS

    @property
    def is_national(self) -> bool:
        """Whether it is an institution of the whole country, whose level may change when it is reorganised."""
        return self in (Level.MINISTRY, Level.AGENCY, Level.SOE)


GOVERNMENTS = (Level.PROVINCE, Level.REGENCY, Level.CITY)
"""The levels of regional governments, which are the kinds of regions as well."""


class Area(StrEnum):
    """The areas within which a region is set beside others."""

    PROVINCE = "province"
    ISLAND_GROUP = "island_group"


MISSING_NAMES = "open"
"""In place of a level: the names that are missing, whatever level they are of."""

EVER = "all"
"""In place of a year: all editions together."""


class Status(StrEnum):
    """What is known of a lineage in a stage of an edition."""

    PLACED = "placed"
    NOT_PLACED = "not_placed"
    UNKNOWN = "unknown"
    NOT_ELIGIBLE = "not_eligible"


class Outcome(StrEnum):
    """What an edition brought a government, both stages taken together, the best first."""

    WINNER = "winner"
    PERHAPS_WINNER = "perhaps_winner"
    """A finalist of which it is unknown whether it won."""
    FINALIST = "finalist"
    """A finalist that did not win."""
    UNKNOWN = "unknown"
    NOT_PLACED = "not_placed"
    NOT_ELIGIBLE = "not_eligible"

    @property
    def is_placed(self) -> bool:
        """Whether it stands on the finalists' list."""
        return self in (Outcome.WINNER, Outcome.PERHAPS_WINNER, Outcome.FINALIST)


class Certainty(StrEnum):
    """How firmly a sentence stands, the firmest first."""

    CERTAIN = "certain"
    HOLDS = "holds"
    OPEN = "open"


class Verdict(StrEnum):
    """What the data say of a printed claim."""

    SUPPORTED = "supported"
    REFUTED = "refuted"
    UNDETERMINED = "undetermined"


class ClaimKind(StrEnum):
    """What is claimed."""

    PLACED = "placed"
    ONLY = "only"
    SIZE = "size"
    ORDINAL = "ordinal"
    RANK = "rank"


class Answer(StrEnum):
    """Whether one is ahead of another, in every completion or in none."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Reason(StrEnum):
    """Why a claim gets its verdict."""

    PLACED = "placed"
    """It stands on a list."""
    NOT_PLACED = "not_placed"
    """It stands on no list, and no open slot could be its own."""
    ALONE = "alone"
    """It stands on a list, and nobody else of its kind does or could."""
    ANOTHER_PLACED = "another_placed"
    """Another of its kind stands on a list."""
    OUT_OF_SCOPE = "out_of_scope"
    """It is not of the kind among which it is said to be the only one."""
    OPEN_SLOTS = "open_slots"
    """Missing names could decide it either way."""
    ONLY_THE_CLAIMANT = "only_the_claimant"
    """Nobody but the claimant says so."""
    TOO_WEAK = "too_weak"
    """Others than the claimant say so, but not as strongly as the level of evidence asks."""
    SIZE_OF_LIST = "size_of_list"
    """The lists are as long as they are."""
    NUMBER_PLACED = "number_placed"
    """As many stand on the lists for certain, or can't in any completion."""
    ORDER_OF_EDITIONS = "order_of_editions"
    """The editions are counted."""
    RANKED = "ranked"
    """A source gives it that rank."""
    NOT_A_RANKING = "not_a_ranking"
    """The list is no ranking."""


class Trend(StrEnum):
    """What a series of yearly scores shows."""

    RISING = "rising"
    FALLING = "falling"
    RESTS_ON_ONE_POINT = "rests_on_one_point"
    """Its direction would be another, or none, without one of its points."""
    NOT_SHOWN = "not_shown"
    """Chance alone would give as much; there may be a trend all the same."""
    TOO_FEW_POINTS = "too_few_points"


class TextKind(StrEnum):
    """What a text of the data is, that is said in both languages."""

    INDICATOR = "indicator"
    """The name of a yearly score."""
    SERIES = "series"
    """The name of a stretch of scores that share a scale."""
    UNIT = "unit"
    """The unit of a score."""
    REMARK = "remark"
    """A note, or the statement of a claim."""


class Find(StrEnum):
    """What may be looked for next."""

    MISSING_NAME = "missing_name"
    SECOND_SOURCE = "second_source"


class Movement(StrEnum):
    """How the names of an edition came, or those of the one before went."""

    NEWCOMERS = "newcomers"
    """They were on no list before."""
    RETURNERS = "returners"
    """They were on a list before, but not in the edition before."""
    LEAVERS = "leavers"
    """They were in the edition before and are not now."""


class Strength(StrEnum):
    """The strongest support that a known name has, the strongest first."""

    CORROBORATED = "corroborated"
    STATED = "stated"
    IMPLIED = "implied"


class SourceKind(StrEnum):
    """Who publishes a source."""

    OFFICIAL = "official"
    NEWS = "news"


class Measure(StrEnum):
    """What a figure on participation counts."""

    ASSESSED = "assessed"
    REGISTERED = "registered"
    REGISTERED_INSTITUTIONS = "registered_institutions"
    REGISTERED_UNITS = "registered_units"


class EditionFact(StrEnum):
    """What is told of an edition, in the order of its course."""

    LAUNCHED_ON = "launched_on"
    OPENED_ON = "opened_on"
    CLOSED_ON = "closed_on"
    FINALISTS_ON = "finalists_on"
    WINNERS_ON = "winners_on"
    AWARDED_ON = "awarded_on"
    AWARDED_AT = "awarded_at"
    DECREE = "decree"
    TROPHY = "trophy"

    @property
    def is_date(self) -> bool:
        """Whether its value is a date."""
        return self.endswith("_on")


class Role(StrEnum):
    """The part of an organisation in an edition."""

    ORGANISER = "organiser"
    EXECUTOR = "executor"
    PARTNER = "partner"
    SUPPORTER = "supporter"
