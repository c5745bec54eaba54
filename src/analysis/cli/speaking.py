"""The language in which a command asks and answers: that of --language, else of the reader's locale."""

from contextvars import ContextVar
from typing import TYPE_CHECKING, Annotated

import typer

from analysis.vocabulary import Language

if TYPE_CHECKING:
    from analysis.words.language import Words

_asked_for: ContextVar[Language | None] = ContextVar("language", default=None)


def speak(language: Language | None) -> Language | None:
    """Let a command, and the refusal that ends it, speak a language; None is that of the reader's locale."""
    _asked_for.set(language)
    return language


Spoken = Annotated[
    Language | None,
    typer.Option(
        "--language",
        callback=speak,
        is_eager=True,  # so that what is wrong with other options is said in it
        help="Language of what is said; by default that of the locale, else English.",
    ),
]


def words() -> "Words":
    """Give the words of the language that the command speaks."""
    from analysis.words.language import Words, of_locale

    return Words(_asked_for.get() or of_locale())
