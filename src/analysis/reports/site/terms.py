"""Terms on a page lead to what they mean, each where it is first used, and marks to what they say."""

import re
from collections.abc import Iterator
from functools import cache

from analysis.pages.reading_guide import glossary
from analysis.reports.site.published import GUIDE
from analysis.words.language import Words

_PARAGRAPH = re.compile(r"<p(?: class=\"[a-z]+\")?>.*?</p>", re.DOTALL)
_TAG = re.compile(r"(<[^>]*>)")
_MARK = re.compile(r'<span class="mark">(.*?)</span>', re.DOTALL)


def with_terms(page: str, words: Words) -> str:
    """Link the first use of each term in the paragraphs of a page, and every mark."""
    pattern, names = _known(words)
    seen: set[str] = set()

    def linked(found: re.Match[str]) -> str:
        name = names[found[0].casefold()]
        if name in seen:
            return found[0]
        seen.add(name)
        return f'<a class="term" href="../{GUIDE}#{name}">{found[0]}</a>'

    def of_paragraph(found: re.Match[str]) -> str:
        return "".join(pattern.sub(linked, part) if is_free else part for part, is_free in _parts(found[0]))

    page = _MARK.sub(rf'<a class="mark" href="../{GUIDE}#certainty">\1</a>', page)
    return _PARAGRAPH.sub(of_paragraph, page)


def _parts(paragraph: str) -> Iterator[tuple[str, bool]]:
    """Split a paragraph at its tags; say of each part whether a link may be made in it."""
    links = 0
    for part in _TAG.split(paragraph):
        is_tag = part.startswith("<")
        links += is_tag and (part.startswith("<a ") - part.startswith("</a>"))
        yield part, not is_tag and not links


@cache
def _known(words: Words) -> tuple[re.Pattern[str], dict[str, str]]:
    """Give the pattern of all terms, the longest first, and the names of them by their forms."""
    names = {form.casefold(): each.name for each in glossary(words) for form in each.forms}
    either = "|".join(re.escape(form) for form in sorted(names, key=len, reverse=True))
    return re.compile(rf"(?<![\w-])(?:{either})(?![\w-])", re.IGNORECASE), names
