"""The pages for people as the tests read them: their blocks of code, and the script that their commands make."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from markdown_it import MarkdownIt

PROJECT = Path(__file__).resolve().parents[1]
FOLDERS = (".", ".github", "benchmarks", "data", "docs", "ops", "tests/known")
PAGES = tuple(
    sorted(path.relative_to(PROJECT).as_posix() for folder in FOLDERS for path in (PROJECT / folder).glob("*.md"))
)
HISTORY = ("CHANGELOG.md", "docs/decisions.md")
"""These tell what was, and may name what is no more."""
INDENTED = "indented"


@dataclass(frozen=True)
class Block:
    """A block of code: its kind, what else its first line says, its heading, and its lines from fence to fence."""

    kind: str
    about: str
    under: str
    text: str
    first: int
    last: int


def blocks(page: str, *kinds: str) -> list[Block]:
    """Give the blocks of a page, of all kinds or of some; one that is only indented has a kind of its own."""
    return [block for block in _all(page) if not kinds or block.kind in kinds]


def _all(page: str) -> Iterator[Block]:
    heading, before = "", ""
    for token in MarkdownIt().parse((PROJECT / page).read_text("utf-8")):
        heading = token.content if before == "heading_open" else heading
        before = token.type
        if token.type in ("fence", "code_block") and token.map:
            kind, _, about = token.info.partition(" ") if token.type == "fence" else (INDENTED, "", "")
            yield Block(kind, about, heading, token.content, token.map[0], token.map[1] - 1)


def in_sentences(page: str) -> Iterator[str]:
    """Give what stands as code within the sentences of a page."""
    for token in MarkdownIt().enable("table").parse((PROJECT / page).read_text("utf-8")):
        yield from (each.content for each in token.children or () if each.type == "code_inline")


def script(page: str) -> str:
    """Put the commands and the Python of a page into one script, each line where it stands in the page.

    So the shell names the line of the page at which it stopped.
    """
    found = blocks(page, "sh", "python")
    lines = [""] * (max((block.last for block in found), default=-1) + 1)
    for block in found:
        lines[block.first + 1 : block.last] = block.text.splitlines()
        if block.kind == "python":
            lines[block.first], lines[block.last] = "python - <<'END OF BLOCK'", "END OF BLOCK"
    return "\n".join(lines) + "\n"
