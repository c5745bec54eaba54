"""What a text refers to: the sources that it rests on, and the pages of the regions, editions and claims that it names.

Which pages there are is not known here: a name is marked with what it stands for, and becomes a link, or stays text, when
the page is made (`analysis.reports.site.page`).
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape

FEW = 3
"""Sources that are linked one by one beside a sentence or in a cell; more are opened by a word."""

REGION, PROVINCE, EDITION, CLAIMS, COUNTRY = "region", "province", "edition", "claims", "national_trends"
"""The notebooks of which names in a text may be subjects."""

Names = Mapping[str, str]
"""What names in a text stand for, by the name: `subject_page`."""


def subject_page(notebook: str, value: object = "") -> str:
    """Say what a name stands for: a notebook and the value of its parameter, such as region/Kota Solok.

    A place on the one page of a notebook begins with #: claims/#claim-3.
    """
    return f"{notebook}/{value}"


def of_regions(names: Iterable[str]) -> Names:
    """Let full names of regions, such as Kota Solok or Provinsi Bali, stand for them."""
    return {name: subject_page(REGION, name) for name in names}


def of_provinces(names: Iterable[str]) -> Names:
    """Let names of provinces, without the word before it, stand for all their governments."""
    return {name: subject_page(PROVINCE, name) for name in names}


def of_editions(years: Iterable[int]) -> Names:
    """Let years stand for editions."""
    return {str(year): subject_page(EDITION, year) for year in years}


def marked(name: str, stands_for: str) -> str:
    """Mark a name as HTML with what it stands for."""
    return f'<a data-page="{escape(stands_for)}">{escape(name)}</a>'


MARKED = re.compile(r'<a data-page="([^"]*)">(.*?)</a>', re.DOTALL)
"""A name that is marked: what it stands for, and how it is written."""


def unmarked(html: str) -> str:
    """Leave the names in HTML as text, where there are no pages to lead to."""
    return MARKED.sub(r"\2", html)


def with_names(text: str, names: Names) -> str:
    """Write a text as HTML in which the names are marked; of two that begin alike the longer one counts."""
    if not names:
        return escape(text)
    either = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    # Split at the names, which are then every second part.
    parts = re.split(rf"(?<![\w-])({either})(?![\w-])", text)
    return "".join(marked(part, names[part]) if at % 2 else escape(part) for at, part in enumerate(parts))


@dataclass(frozen=True)
class Citation:
    """The sources of a sentence, by their numbers on the page, and how they are named to a reader."""

    numbers: Sequence[int] = ()
    word: str = "source"
    """What one of them is called."""
    counted: str = ""
    """What all of them are called, such as '12 sources'."""
    kinds: Mapping[str, Sequence[int]] = field(default_factory=dict, compare=False)
    """The same numbers by what kind of sources they are, in words, where that is told of those that are opened."""

    @property
    def is_long(self) -> bool:
        """Whether there are too many to stand beside the text."""
        return len(self.numbers) > FEW

    def html(self) -> str:
        """Link to each, apart from the text; what is long is opened by a word."""
        linked = notes(self.numbers, self.word)
        if not self.is_long:
            return linked
        if len(self.kinds) > 1:
            linked = "".join(
                f" {escape(kind)}{':' if kind else ''}{notes(numbers, self.word)}"
                for kind, numbers in self.kinds.items()
            )
        return f' <details class="sources"><summary>{escape(self.counted or str(len(self.numbers)))}</summary>{linked}</details>'

    def __str__(self) -> str:
        return f" [{', '.join(map(str, self.numbers))}]" if self.numbers else ""


UNCITED = Citation()


def numbered(source_ids: Iterable[Iterable[str]], numbers: Mapping[str, int]) -> tuple[int, ...]:
    """Give the numbers of sources, each once and in the order of `numbers`.

    Takes the ids of one cell or sentence after the other.
    """
    wanted = {source_id for ids in source_ids for source_id in ids}
    return tuple(number for source_id, number in numbers.items() if source_id in wanted) if wanted else ()


def notes(sources: Sequence[int], word: str) -> str:
    """Link to sources by their numbers, apart from the text before them: they are neither selected nor copied."""
    links = " ".join(
        f'<a href="#source-{number}" aria-label="{escape(word)} {number}">{number}</a>' for number in sources
    )
    return f' <sup class="sources">{links}</sup>' if links else ""
