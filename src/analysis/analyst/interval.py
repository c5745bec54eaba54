"""A whole number that is known within bounds, and what can be said when two of them are compared.

How bounds are worked out belongs to `analysis.competition.bounds`, how they are written in a sentence to `analysis.words`.
"""

from dataclasses import dataclass
from enum import Enum
from typing import Any

from analysis.errors import Refused


class Truth(Enum):
    """The answer to a question about numbers that are known within bounds.

    It counts as True or False where it is known. Where it is not, a condition (`if`, `and`, `or`) is refused, so that no
    answer is taken for another; `&`, `|` and `~` go on with what is known.

    >>> Interval(3, 3) > Interval(1, 2)
    yes
    >>> (Interval(3, 3) > Interval(1, 4)) | (Interval(3, 3) > Interval(0, 1))
    yes
    """

    YES = "yes"
    NO = "no"
    OPEN = "can't be known"

    def __bool__(self) -> bool:
        if self is Truth.OPEN:
            raise Refused("it can't be known: the bounds overlap; compare .low and .high, or ask `is Truth.OPEN`")
        return self is Truth.YES

    def __and__(self, other: "Truth") -> "Truth":
        if Truth.NO in (self, other):
            return Truth.NO
        return Truth.YES if self is other is Truth.YES else Truth.OPEN

    def __or__(self, other: "Truth") -> "Truth":
        return ~(~self & ~other)

    def __invert__(self) -> "Truth":
        return {Truth.YES: Truth.NO, Truth.NO: Truth.YES}.get(self, Truth.OPEN)

    def __str__(self) -> str:
        return self.value

    __repr__ = __str__


@dataclass(frozen=True, repr=False)
class Interval:
    """A whole number that lies between two ends, both possible; `of` is the whole that it is a part of.

    `<`, `<=`, `>` and `>=`, and `==` with a whole number, ask about the numbers themselves, and give a `Truth`: yes, no, or can't
    be known. `==` with another interval asks whether both are written alike.

    >>> Interval(12, 20, of=25)
    12 to 20 of 25
    >>> Interval(3, 3) > Interval(1, 4)
    can't be known
    >>> Interval(3, 3, of=4) == 3
    yes
    """

    low: int
    """At least."""
    high: int
    """At most."""
    of: int | None = None
    """The whole, if it is a part of one."""

    def __post_init__(self) -> None:
        if not self.low <= self.high:
            raise Refused(f"an interval from {self.low} to {self.high} has its ends the wrong way round")

    @property
    def is_exact(self) -> bool:
        """Whether both ends meet."""
        return self.low == self.high

    def __eq__(self, other: object) -> Any:
        if isinstance(other, Interval):
            return (self.low, self.high, self.of) == (other.low, other.high, other.of)
        if not isinstance(other, int):
            return NotImplemented
        if other not in self:
            return Truth.NO
        return Truth.YES if self.is_exact else Truth.OPEN

    def __ne__(self, other: object) -> Any:
        equal = self == other
        return ~equal if isinstance(equal, Truth) else not equal

    def __gt__(self, other: "Interval | int") -> Truth:
        other = _interval(other)
        if self.low > other.high:
            return Truth.YES
        return Truth.NO if self.high <= other.low else Truth.OPEN

    def __lt__(self, other: "Interval | int") -> Truth:
        return _interval(other) > self

    def __ge__(self, other: "Interval | int") -> Truth:
        return ~(self < other)

    def __le__(self, other: "Interval | int") -> Truth:
        return ~(self > other)

    def __contains__(self, number: int) -> bool:
        return self.low <= number <= self.high

    def __str__(self) -> str:
        ends = f"{self.low}" if self.is_exact else f"{self.low} to {self.high}"
        return ends if self.of is None else f"{ends} of {self.of}"

    __repr__ = __str__


def _interval(number: "Interval | int") -> Interval:
    return number if isinstance(number, Interval) else Interval(number, number)
