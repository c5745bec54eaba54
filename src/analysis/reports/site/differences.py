"""What the published pages say that they did not say before a build. What many pages say is told once.

What a page said is read from the page itself, as it was published. How the last build went otherwise belongs to `changes`,
lines and differences of two pages to `analysis.display.lines`.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

from analysis.display.lines import Difference, Line, differences, row

NAMED = 3
"""How many pages are named of those that differ in the same way."""
TOLD = 40
"""How many groups of differences are told of a language; the others are counted."""
HERE = "…"
"""Stands for the title of a page in what is said of several."""
EDITION, HEADLINE, SENTENCE, FACT, ROW, SOURCE = range(6)
"""The weights of lines; what an edition was for many is told before the headline of each."""

_SAYING = re.compile(
    r'<ol class="strip" aria-label="(?P<label>.*?)">(?P<strip>.*?)</ol>'
    r'|<ul class="facts">(?P<facts>.*?)</ul>|<table.*?>(?P<table>.*?)</table>'
    r'|<p(?: class="(?P<role>\w+)")?>(?P<text>.*?)</p>',
    re.DOTALL,
)
_UNSAID = re.compile(
    r'<sup class="sources">.*?</sup>|<details class="sources">.*?</details>|<a class="(?:here|back).*?</a>'
)
_SQUARE = re.compile(r'<span class="edition">(.*?)</span> <strong>(.*?)</strong>')
_FACT = re.compile(r"<li><strong>(.*?)</strong> <span>(.*?)</span>")
_CAPTION = re.compile(r"<caption>(.*?)</caption>", re.DOTALL)
_ROW = re.compile(r"<tr[^>]*>(<th scope=\"row\".*?)</tr>")
_BETWEEN = re.compile(r"(?<=[.?!]) (?=[A-Z\"“])")
_CELL = re.compile(r"<t[hd]\b.*?>(.*?)</t[hd]>")


class Differences:
    """Collects what differs while a build goes on."""

    def __init__(self) -> None:
        self._found: dict[str, dict[Difference, tuple[Difference, list[str]]]] = defaultdict(dict)

    def note(self, path: str, title: str, published: Path, now: bytes) -> None:
        """Note how a page that is about to be published differs from the one in its place; nothing where there is none."""
        before = published.read_bytes() if published.exists() else now
        if before == now:
            return
        of_language = self._found[path.partition("/")[0]]
        for found in differences(list(lines(before.decode())), list(lines(now.decode()))):
            alike = Difference(found.weight, *(text.replace(title, HERE) for text in found[1:]))
            paths = of_language.setdefault(alike, (found, []))[1]
            paths += [path] if path not in paths[-1:] else []  # two tables of a page may say the same

    def told(self) -> dict[str, Any]:
        """Give the differences by language, as JSON takes them: sorted by the weight of their place, then those on most pages.

        `groups` holds what differs, on how many pages, and the paths of the first; `more` says how many are left out.
        """
        told = {}
        for language, found in self._found.items():
            groups = [
                (alike if len(paths) > 1 else first, len(paths), sorted(paths)[:NAMED])
                for alike, (first, paths) in found.items()
            ]
            # Pages come in no order; of one page all is found in the order in which it stands there.
            groups.sort(key=lambda group: (group[0].weight, -group[1], group[2][0]))
            told[language] = {"groups": groups[:TOLD], "more": len(groups[TOLD:])}
        return told


def lines(page: str) -> Iterator[Line]:
    """Read from a page what it says, without its notes: editions, sentences, key facts and rows of tables."""
    start = page.find("<main")
    sayings = list(_SAYING.finditer(_UNSAID.sub("", page[start : page.find("</main>", start)])))
    has_strips = sum(match["strip"] is not None for match in sayings) > 1
    for match in sayings:
        if match["strip"]:
            whose = f"{_text(match['label'])}, " if has_strips else ""
            squares = _SQUARE.findall(match["strip"])
            yield from (Line(EDITION, _text(word), whose + _text(year)) for year, word in squares)
        elif match["facts"]:
            yield from (Line(FACT, _text(value), _text(what)) for value, what in _FACT.findall(match["facts"]))
        elif match["table"]:
            yield from _rows(match["table"])
        elif match["text"]:
            weight = HEADLINE if match["role"] == "lead" else SENTENCE
            yield from (Line(weight, sentence) for sentence in _BETWEEN.split(_text(match["text"])))


def _rows(table: str) -> Iterator[Line]:
    caption = _CAPTION.search(table)
    name = _text(caption[1]).partition(":")[0] if caption else ""  # what follows often counts the rows
    for each in _ROW.findall(table):
        cells = list(map(_text, _CELL.findall(each)))
        is_source = ' id="source-' in each  # whose number, in the first cell, says nothing by itself
        yield row(SOURCE, name, cells[1:]) if is_source else row(ROW, name, cells)


def _text(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]*>", "", html)).split())
