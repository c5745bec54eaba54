"""What is refused, said in clear lines for people: no traceback, on a command line as in a notebook.

A `Message` is a sentence that is put into words late, since no room below `analysis.words` knows the reader's
language. Which faults there are belongs to `analysis.facts`.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

Translate = Callable[[str], str]


@dataclass(frozen=True)
class Message:
    """An English template and the values of its fields, which may be messages themselves."""

    template: str
    values: Mapping[str, object] = field(default_factory=dict)

    def text(self, translate: Translate = str) -> str:
        """Fill in the template as `translate` gives it; values stand as they are in the tables, numbers too."""
        filled = {
            name: value.text(translate) if isinstance(value, Message) else value for name, value in self.values.items()
        }
        return translate(self.template).format(**filled)

    def __str__(self) -> str:
        return self.text()


class Refused(Exception):  # noqa: N818 - it reads as what it is: the input was refused
    """Something given that can't be used; the message names it and says what would be right."""

    def __init__(self, said: str | Message) -> None:
        self.message = said if isinstance(said, Message) else Message(said.replace("{", "{{").replace("}", "}}"))
        super().__init__(self.message.text())

    def text(self, translate: Translate = str) -> str:
        """Say it; what was given as a text stays as it is."""
        return self.message.text(translate)

    def _render_traceback_(self) -> list[str]:
        """Show the one line where IPython would show a traceback."""
        return [str(self)]


def refusal(template: str, /, **values: object) -> Refused:
    """Make a refusal of a template and the values of its fields."""
    return Refused(Message(template, values))


class NoSuchName(Refused, AttributeError):  # noqa: N818 - as Refused
    """A name that a thing doesn't offer; the message has the nearest that it does, if one is near."""

    def __init__(self, owner: str, given: str, offered: Iterable[str]) -> None:
        import difflib  # here, since the command line does without it

        near = difflib.get_close_matches(given, [each for each in offered if not each.startswith("_")], n=1)
        super().__init__(f"{owner} has no {given!r}" + (f"; did you mean {near[0]!r}?" if near else ""))


class Severity(StrEnum):
    """How sure it is that something is wrong."""

    FAULT = "fault"
    """It can't be: it must be mended."""
    WARNING = "warning"
    """It is improbable: it must be mended, or accepted with a reason."""


@dataclass(frozen=True)
class Fault:
    """A fault in a raw table: where it is and what would be right."""

    file: str
    line: int
    """Line of the file, the header is 1; 0 for the file as a whole."""
    message: Message
    column: str = ""
    """The column that it is about, if it is about a cell."""
    severity: Severity = Severity.FAULT

    @property
    def cell(self) -> tuple[str, int, str]:
        """The cell that it is about."""
        return self.file, self.line, self.column

    def text(self, translate: Translate = str) -> str:
        """Say it in one line: the place, what was found, and what would be right."""
        values = {"file": self.file, "line": self.line, "message": self.message}
        if self.severity is Severity.WARNING:
            of_line = Message("{file} line {line}: warning: {message}", values)
            said = of_line if self.line else Message("{file}: warning: {message}", values)
        elif self.line:
            said = Message("{file} line {line}: {message}", values)
        else:
            said = Message("{file}: {message}", values)
        text = said.text(translate)
        return "".join(each if each.isprintable() else repr(each)[1:-1] for each in text)

    def __str__(self) -> str:
        return self.text()


def fault(file: str, line: int, template: str, /, column: str = "", **values: object) -> Fault:
    """Make a fault of a template and the values of its fields, among them the column, if it is about one."""
    return Fault(file, line, Message(template, {"column": column, **values}), column)


def warning(file: str, line: int, template: str, /, column: str = "", **values: object) -> Fault:
    """Make a warning as `fault` makes a fault."""
    return Fault(file, line, Message(template, {"column": column, **values}), column, Severity.WARNING)


class FaultyData(Refused):
    """The raw tables hold faults; all of them at once."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = in_order(faults)
        super().__init__("\n".join(map(str, self.faults)))

    def text(self, translate: Translate = str) -> str:
        """Say all of them, one a line."""
        return "\n".join(each.text(translate) for each in self.faults)


def in_order(faults: Iterable[Fault]) -> list[Fault]:
    """Sort faults by file and line, the same one once."""
    by_text = {(each.file, each.line, str(each)): each for each in faults}
    return [by_text[key] for key in sorted(by_text)]
