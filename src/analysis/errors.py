"""What is refused, said in one clear line for people: no traceback, on a command line as in a notebook."""

from collections.abc import Iterable
from dataclasses import dataclass


class Refused(Exception):  # noqa: N818 - it reads as what it is: the input was refused
    """Something given that can't be used; the message names it and says what would be right."""

    def _render_traceback_(self) -> list[str]:
        """Show the one line where IPython would show a traceback."""
        return [str(self)]


@dataclass(frozen=True, order=True)
class Fault:
    """A fault in a raw table: where it is and what would be right."""

    file: str
    line: int
    """Line of the file, the header is 1; 0 for the file as a whole."""
    text: str

    def __str__(self) -> str:
        place = f" line {self.line}" if self.line else ""
        text = "".join(each if each.isprintable() else repr(each)[1:-1] for each in self.text)
        return f"{self.file}{place}: {text}"


class FaultyData(Refused):
    """The raw tables hold faults; all of them at once."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = sorted(set(faults))
        super().__init__("\n".join(map(str, self.faults)))
