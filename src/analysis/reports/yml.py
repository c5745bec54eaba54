"""What stands in `reports.yml`: its form, and where it is wrong, with the line.

What the entries mean, and which reports they give, belongs to `analysis.reports.catalogue`.
"""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from analysis.errors import Message, refusal
from analysis.reports.parameters import nearest
from analysis.vocabulary import Language

FILE = "reports.yml"
WEB = ("https://", "http://")
LANGUAGES = tuple(map(str, Language))
KEYS = ("languages", "reports", "site_url", "contact")


@dataclass(frozen=True)
class Site:
    """Where the reports are published, and who hears of an error in them."""

    url: str = ""
    """The address of the reports folder, without a slash at its end; '' if nobody has said."""
    contact: str = ""
    """An address of the web or of mail; '' if nobody has said."""


class Entry(dict[str, Any]):
    """A mapping that knows the line it begins in."""

    line = 0


class _Loader(yaml.SafeLoader):
    """Reads YAML and refuses a key that stands twice: YAML's own rule, of which PyYAML keeps only the last."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        """Make a mapping."""
        lines: dict[str, int] = {}
        for key, _ in node.value:
            line, name = key.start_mark.line + 1, str(key.value)
            if name in lines and key.tag != "tag:yaml.org,2002:merge":
                told = "{place}: {name} stands in line {before} already; put the two together"
                raise refusal(told, place=place(line), name=repr(name), before=lines[name])
            lines[name] = line
        return super().construct_mapping(node, deep)


def _entry(loader: _Loader, node: yaml.MappingNode) -> Entry:
    entry = Entry({str(key): value for key, value in loader.construct_mapping(node, deep=True).items()})
    entry.line = node.start_mark.line + 1
    return entry


_Loader.add_constructor("tag:yaml.org,2002:map", _entry)


def content_of(project: Path) -> bytes:
    """Read the file, once: what is hashed is what is understood."""
    try:
        return (project / FILE).read_bytes()
    except FileNotFoundError:
        raise refusal("{file}: is missing; it names the reports", file=FILE) from None
    except OSError as error:
        raise refusal("{path}: can't be read: {error}", path=FILE, error=error.strerror) from None


def place(line: int) -> Message:
    """Say where something stands in it."""
    return Message("{file} line {line}", {"file": FILE, "line": line})


def understood(content: bytes) -> dict[str, Any]:
    """Understand `languages`, a list, and `reports`, a list of entries that name a notebook each."""
    written = _parsed(content)
    for key in written:
        if key not in KEYS:
            advice = nearest(key, KEYS)
            raise refusal("{file}: there is no key {key}; {advice}", file=FILE, key=repr(key), advice=advice)
    languages, reports = written.get("languages", list(LANGUAGES)), written.get("reports")
    if not isinstance(languages, list) or not languages or set(map(str, languages)) - set(LANGUAGES):
        one, other = LANGUAGES
        told = "{file}: languages is {languages}, which is not a list of {one} and {other}"
        raise refusal(told, file=FILE, languages=repr(languages), one=one, other=other)
    if len(set(languages)) < len(languages):
        raise refusal("{file}: languages is {languages}, which names one twice", file=FILE, languages=repr(languages))
    if reports == []:
        raise refusal("{file}: reports is not a list, or an empty one", file=FILE)
    if not isinstance(reports, list):
        raise refusal("{file}: reports is not a list", file=FILE)
    for number, entry in enumerate(reports, 1):
        if not isinstance(entry, Entry) or not isinstance(entry.get("notebook"), str):
            of_number = Message("{file}: report {number}", {"file": FILE, "number": number})
            at = place(entry.line) if isinstance(entry, Entry) else of_number
            raise refusal("{place}: is not of the form notebook: name", place=at)
    _refuse_wrong_site(written)
    return {"languages": languages, "reports": reports}


def site(content: bytes) -> Site:
    """Understand `site_url` and `contact`."""
    written = _parsed(content)
    _refuse_wrong_site(written)
    contact = str(written.get("contact", ""))
    is_mail = contact and not contact.startswith(WEB)
    return Site(str(written.get("site_url", "")).rstrip("/"), f"mailto:{contact}" if is_mail else contact)


def _refuse_wrong_site(written: Mapping[str, Any]) -> None:
    url, contact = written.get("site_url", WEB[0] + "x"), written.get("contact", "x@x")
    if not isinstance(url, str) or not url.startswith(WEB) or url.split() != [url]:
        told = "{file}: site_url is {url}, which is not an address such as https://example.org/reports"
        raise refusal(told, file=FILE, url=repr(url))
    is_address = isinstance(contact, str) and contact.split() == [contact]
    if not is_address or not (contact.startswith(WEB) or ("@" in contact and ":" not in contact)):
        told = "{file}: contact is {contact}, which is neither an address of the web nor of mail"
        raise refusal(told, file=FILE, contact=repr(contact))


def paths(content: bytes) -> list[str]:
    """List the notebooks that are named by their paths: those that lie outside of the project's folder for them."""
    return [entry["notebook"] for entry in understood(content)["reports"] if entry["notebook"].endswith(".ipynb")]


def _parsed(content: bytes) -> dict[str, Any]:
    try:
        written = yaml.load(content, _Loader)  # noqa: S506 - a safe one
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        why = getattr(error, "problem", str(error).splitlines()[0])
        at = place(mark.line + 1) if mark else FILE
        raise refusal("{place}: is not YAML: {error}", place=at, error=why) from None
    if not isinstance(written, dict):
        raise refusal("{file}: has no languages and no reports", file=FILE)
    return written
