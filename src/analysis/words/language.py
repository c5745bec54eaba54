"""Sentences and numbers in the reader's language. A sentence of the code is an English template.

English stands in the code, Indonesian in the gettext catalogue in `locale/`, the words of the data in the data. Numbers,
percentages, dates and enumerations follow each locale. Which sentence is said, and when, belongs to `analysis.pages`.
"""

import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal

from babel import Locale, dates, numbers
from babel.lists import format_list
from babel.messages.pofile import read_po

from analysis.errors import Refused
from analysis.facts.texts import Text
from analysis.vocabulary import Language, TextKind

LANGUAGES = tuple(language.value for language in Language)
LOCALES = {Language.INDONESIAN: "id_ID", Language.ENGLISH: "en_GB"}
"""The locales that numbers, dates and enumerations follow."""
LOCALE = Path(__file__).parent / "locale"


@cache
def translations() -> dict[str, str]:
    """Read the catalogue of Indonesian for the sentences of the code."""
    with (LOCALE / Language.INDONESIAN / "LC_MESSAGES" / "messages.po").open("rb") as file:
        catalogue = read_po(file, locale=Language.INDONESIAN)
    found: dict[str, str] = {}
    for message in catalogue:
        if message.id and message.string and not message.fuzzy:
            # Indonesian has one plural form: the singular and the plural of a message share a translation.
            ids = [message.id] if isinstance(message.id, str) else list(message.id)
            string = message.string if isinstance(message.string, str) else message.string[0]
            found.update(dict.fromkeys(ids, string))
    return found


def of_locale() -> Language:
    """Give the language of the reader's locale as gettext finds it, English if it is neither.

    It need not be installed. LC_CTYPE is no concern: Python sets it itself where the locale is not.
    """
    set_to = (os.environ.get(name) for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"))
    spoken = re.split("[_.@]", next(filter(None, set_to), "").split(":")[0])
    return Language.INDONESIAN if spoken[0] == Language.INDONESIAN else Language.ENGLISH


@cache
def _locale(language: str) -> Locale:
    return Locale.parse(LOCALES[Language(language)])


@lru_cache(maxsize=4096, typed=True)
def _number(value: float, locale: Locale) -> str:
    return numbers.format_decimal(value, locale=locale)


@dataclass(frozen=True)
class Words:
    """What a page says and how it writes numbers, in one language."""

    language: str
    texts: Mapping[Text, str] = field(default_factory=dict, compare=False)
    """What the data shown say in words, by kind and text: `analysis.facts.texts.said`."""

    def __post_init__(self) -> None:
        if self.language not in LANGUAGES:
            raise Refused(f"language '{self.language}' is not one of {', '.join(LANGUAGES)}")

    @property
    def locale(self) -> Locale:
        """The locale that numbers, dates and enumerations follow."""
        return _locale(self.language)

    def say(self, message: str, **values: object) -> str:
        """Say an English template in the reader's language; whole numbers among the values get the locale's form."""
        return self.template(message).format(**{name: self._written(value) for name, value in values.items()})

    def template(self, message: str) -> str:
        """Give an English template in the reader's language."""
        return translations().get(message, message) if self.language == Language.INDONESIAN else message

    def text(self, kind: TextKind, text: str) -> str:
        """Say a name or a remark of the data."""
        return self.texts[Text(kind, text)]

    def note(self, text: str) -> str:
        """Say a remark of the data: a note, or the statement of a claim."""
        return self.text(TextKind.REMARK, text)

    def plural(self, singular: str, several: str, number: int, **values: object) -> str:
        """Say the template for one, or the one for another number, which stands in it as {number}."""
        return self.say(singular if number == 1 else several, number=number, **values)

    def _written(self, value: object) -> object:
        return self.number(value) if isinstance(value, int) else value

    def number(self, value: float) -> str:
        """Write a number with the locale's separators; a whole number has no decimals."""
        return _number(value, self.locale)

    def decimal(self, value: float, decimals: int) -> str:
        """Write a number with exactly so many decimals: 4,0 in Indonesian."""
        return numbers.format_decimal(value, format="#,##0." + "0" * decimals, locale=self.locale)

    def percent(self, share: float, decimals: int = 0) -> str:
        """Write a share between 0 and 1 as a percentage: 1,5% in Indonesian, 1.5% in English."""
        digits = self.decimal(share * 100, decimals).rstrip(".,")
        return f"{digits}%"

    def date(self, text: str) -> str:
        """Write a date, which may be partial: 2022-05-12 is 12 Mei 2022, 2022-05 is Mei 2022, 2022 stays."""
        if len(text) == 4:
            return text
        form = "d MMMM y" if len(text) == 10 else "MMMM y"
        return dates.format_date(
            dates.parse_date(f"{text}-01"[:10], locale="en_US", format="yyyy-MM-dd"), form, self.locale
        )

    def time(self, text: str) -> str:
        """Write the time of day of a moment in ISO form: 20.00 in Indonesian, 20:00 in English."""
        return dates.format_time(datetime.fromisoformat(text).time(), "short", locale=self.locale)

    def listing(self, items: Iterable[object], style: Literal["standard", "or"] = "standard") -> str:
        """Enumerate: A, B and C; in the style `or`, A, B or C. Semicolons stand between items that are enumerations themselves."""
        named = [str(item) for item in items]
        between = (", ", format_list(["", ""], locale=self.locale))
        if len(named) > 1 and any(sign in item for item in named for sign in between):
            ends = {"first": "; ".join(named[:-1]), "last": named[-1]}
            return self.say("{first}; or {last}", **ends) if style == "or" else self.say("{first}; and {last}", **ends)
        return format_list(named, style=style, locale=self.locale)

    def change(self, number: float) -> str:
        """Write a change with its sign and two decimals: +4.654,40 and −0,50 in Indonesian."""
        return numbers.format_decimal(number, format="+#,##0.00;−#,##0.00", locale=self.locale)

    def interval(self, low: int, high: int) -> str:
        """Write a whole number that is known within bounds: 9, or 9 to 14."""
        return self.number(low) if low == high else self.say("{low} to {high}", low=low, high=high)
