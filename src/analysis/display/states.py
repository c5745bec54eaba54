"""How the square of an edition looks by its state: whether it was won, what is known of it else.

Charts, cards and documents to print take these colours. Pages have theirs in their style sheets, by day and by night; a
test holds both together. Which state an edition has belongs to `analysis.pages`, how it is said to
`analysis.words.vocabulary`.
"""

from typing import NamedTuple

from analysis.vocabulary import Status

WON = "won"
"""The state of an edition that was won; the others are those of `Status`."""

INK, SOFT, PAPER = "#1d2327", "#56616a", "#ffffff"


class Look(NamedTuple):
    """The colours of a square."""

    ground: str
    ink: str
    frame: str
    """That of the ground where there is none."""


LOOKS = {
    WON: Look("#083f66", PAPER, "#f2b134"),
    Status.PLACED: Look("#0b5a8f", PAPER, "#0b5a8f"),
    Status.NOT_PLACED: Look("#e2e6ea", INK, "#e2e6ea"),
    Status.UNKNOWN: Look("#fbf5e6", INK, "#94732f"),
    Status.NOT_ELIGIBLE: Look(PAPER, SOFT, "#c9d0d6"),
}
