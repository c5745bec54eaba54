"""Questions at a terminal, for what options don't give; an answer that can't be is asked for again.

What is done with the answers belongs to `analysis.cli.adding`.
"""

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import typer

from analysis.cli.speaking import words
from analysis.errors import Refused, refusal
from analysis.facts.dates import refuse_no_date

if TYPE_CHECKING:
    from analysis.facts.tables import Tables

Check = Callable[[str], Any]
"""Raises Refused for an answer that can't be."""


def asked(
    option: str, given: str, what: str, usual: str = "", *, is_needed: bool = True, check: Check | None = None
) -> str:
    """Take what an option gives; else ask at a terminal, and elsewhere refuse what is needed.

    `what` is said in the reader's language.
    """
    if given.strip():
        return given.strip()
    while sys.stdin.isatty():
        question = what[:1].upper() + what[1:]
        answer = str(typer.prompt(question, default=usual, show_default=bool(usual), err=True)).strip()
        try:
            if is_needed and not answer:
                raise refusal("an answer is needed here; Ctrl+C ends the command, and nothing is written")
            if check and answer:
                check(answer)
            return answer
        except Refused as error:
            typer.echo(error.text(words().template), err=True)
    if is_needed:
        raise refusal("--{option} is missing: {what}", option=option, what=what)
    return ""


def source_asked(tables: "Tables", source: str, publisher: str, title: str, published: str) -> Any:
    """Ask for the source that rows rest on, and if it is new, for what is to be known of it."""
    from analysis.adding import sources
    from analysis.facts.rules.sources import usual_publisher

    say = words().say
    which = say("address of the page (https://…), or its source_id")
    source = asked("source", source, which, check=lambda answer: sources.is_new(tables, answer))
    if sources.is_new(tables, source):
        usual = usual_publisher(tables["sources"], source)
        publisher = asked("publisher", publisher, say("owner of the site"), usual)
        title = asked("title", title, say("title of the page, if it shows one"), is_needed=False)
        dated = say("date of the page, such as 2022-05-12 or 2022-05, if it shows one")
        published = asked("published", published, dated, is_needed=False, check=refuse_no_date)
    return sources.Source(source, publisher, title, published)


def lists_asked() -> list[str]:
    """Ask for lists until there are no more."""
    from analysis.adding.editions import list_of

    form = words().say("list as stage,track,size,label, such as finalist,general,30,Top 30 (empty: no more)")
    told: list[str] = []
    while sys.stdin.isatty() and (text := asked("list", "", form, is_needed=False, check=list_of)):
        told.append(text)
    return told
