"""Dates as the raw tables write them, which may be partial, and what other ways to write one can only mean."""

import datetime
import re
from functools import cache
from itertools import permutations

from analysis.errors import Message, Refused
from analysis.vocabulary import Language

WRITTEN = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")


def is_date(text: str) -> bool:
    """Whether a text is a day (2022-05-12), a month (2022-05) or a year (2022) of the calendar."""
    if not WRITTEN.fullmatch(text):
        return False
    try:
        datetime.date.fromisoformat(text + "-01-01"[len(text) - 4 :])
    except ValueError:
        return False
    return True


def wrong(text: str) -> Message:
    """Say what a text is that is no date, and which one it can only mean."""
    said = Message("is not a date such as 2022-05-12, 2022-05 or 2022")
    meant = meant_by(text)
    return Message("{wrong}: perhaps {date}?", {"wrong": said, "date": meant}) if meant else said


def refuse_no_date(text: str) -> None:
    """Raise Refused for a text that is no date."""
    if not is_date(text):
        raise Refused(Message("'{value}' {wrong}", {"value": text, "wrong": wrong(text)}))


def meant_by(text: str) -> str | None:
    """Give the only date that a text can be that has the year written out, and numbers or the name of a month.

    >>> [meant_by(text) for text in ("16/06/2022", "5 Juni 2022", "2022.6.1", "6-2022", "05/06/2022")]
    ['2022-06-16', '2022-06-05', '2022-06-01', '2022-06', None]
    """
    parts = re.split("[-/. ]+", text.casefold())
    years = [part for part in parts if re.fullmatch("[12][0-9]{3}", part)]
    days = [part for part in parts if re.fullmatch("[0-9]{1,2}", part)]
    named = [str(_months()[part]) for part in parts if part in _months()]
    if len(years) != 1 or len(parts) != 1 + len(named) + len(days) or not 1 <= len(named) + len(days) <= 2:
        return None
    is_clear = named or parts[0] in years
    orders = [[*named, *days]] if is_clear else permutations(days)
    written = {"-".join([*years, *(each.zfill(2) for each in order)]) for order in orders}
    dates = [each for each in written if is_date(each)]
    return dates[0] if len(dates) == 1 else None


@cache
def _months() -> dict[str, int]:
    """Number the months by their names, written out or shortened, in both languages."""
    from babel.dates import get_month_names  # here, since few dates are wrong

    return {
        name.casefold(): number
        for language in Language
        for width in ("abbreviated", "wide")
        for number, name in get_month_names(width, locale=language).items()
    }
