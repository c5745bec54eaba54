"""Questions at a terminal, for what options don't give; an answer that can't be is asked for again.

What is done with the answers belongs to `analysis.cli.adding`.
"""

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import typer

from analysis.errors import Refused

if TYPE_CHECKING:
    from analysis.facts.tables import Tables

LIST_FORM = "list as stage,track,size,label, such as finalist,general,30,Top 30 (empty: no more)"
Check = Callable[[str], Any]
"""Raises Refused for an answer that can't be."""


def asked(
    option: str, given: str, what: str, usual: str | None = None, *, is_needed: bool = True, check: Check | None = None
) -> str:
    """Take what an option gives; else ask at a terminal, and elsewhere refuse what is needed."""
    if given.strip():
        return given.strip()
    if sys.stdin.isatty():

        def sound(answer: str) -> str:
            try:
                if check and answer.strip():
                    check(answer.strip())
            except Refused as error:
                raise typer.BadParameter(str(error)) from None
            return answer.strip()

        return str(typer.prompt(what[:1].upper() + what[1:], default=usual, err=True, value_proc=sound))
    if is_needed:
        raise Refused(f"--{option} is missing: {what}")
    return ""


def date(answer: str) -> None:
    """Check a date, which may be partial."""
    from analysis.facts.columns import is_date

    if not is_date(answer):
        raise Refused(f"'{answer}' is not a date such as 2022-05-12, 2022-05 or 2022")


def page_asked(tables: "Tables", source: str, publisher: str, title: str, published: str) -> Any:
    """Ask for the page that rows rest on, and if it is new, for what is to be known of it."""
    from analysis.adding import pages

    source = asked(
        "source", source, "address of the page, or its source_id",
        check=lambda answer: pages.page(tables, pages.Page(answer, publisher="any")),
    )  # fmt: skip
    if not pages.is_known(tables, source) and "://" in source:
        publisher = asked("publisher", publisher, "owner of the site", pages.usual_publisher(source))
        title = asked("title", title, "title of the page, as it shows one", "", is_needed=False)
        published = asked("published", published, "its date, such as 2022-05", "", is_needed=False, check=date)
    return pages.Page(source, publisher, title, published)


def lists_asked() -> list[str]:
    """Ask for lists until there are no more."""
    from analysis.adding.editions import list_of

    told: list[str] = []
    while sys.stdin.isatty() and (text := asked("list", "", LIST_FORM, "", is_needed=False, check=list_of)):
        told.append(text)
    return told
