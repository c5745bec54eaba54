"""What stands in `reports.yml`: its form, and where it is wrong, with the line.

What the entries mean, and which reports they give, belongs to `analysis.reports.catalogue`.
"""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from analysis.errors import Refused
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
                raise Refused(
                    f"{FILE} line {line}: {name!r} stands in line {lines[name]} already; put the two together"
                )
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
        raise Refused(f"{FILE}: is missing; it names the reports") from None
    except OSError as error:
        raise Refused(f"{FILE}: can't be read: {error.strerror}") from None


def understood(content: bytes) -> dict[str, Any]:
    """Understand `languages`, a list, and `reports`, a list of entries that name a notebook each."""
    written = _parsed(content)
    for key in written:
        if key not in KEYS:
            raise Refused(f"{FILE}: there is no key {key!r}; {nearest(key, KEYS)}")
    languages, reports = written.get("languages", list(LANGUAGES)), written.get("reports")
    if not isinstance(languages, list) or not languages or set(map(str, languages)) - set(LANGUAGES):
        raise Refused(f"{FILE}: languages is {languages!r}, which is not a list of {' and '.join(LANGUAGES)}")
    if len(set(languages)) < len(languages):
        raise Refused(f"{FILE}: languages is {languages!r}, which names one twice")
    if not isinstance(reports, list) or not reports:
        raise Refused(f"{FILE}: reports is not a list" + (", or an empty one" if reports == [] else ""))
    for number, entry in enumerate(reports, 1):
        if not isinstance(entry, Entry) or not isinstance(entry.get("notebook"), str):
            place = f" line {entry.line}" if isinstance(entry, Entry) else f": report {number}"
            raise Refused(f"{FILE}{place}: is not of the form notebook: name")
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
        raise Refused(f"{FILE}: site_url is {url!r}, which is not an address such as https://example.org/reports")
    is_address = isinstance(contact, str) and contact.split() == [contact]
    if not is_address or not (contact.startswith(WEB) or ("@" in contact and ":" not in contact)):
        raise Refused(f"{FILE}: contact is {contact!r}, which is neither an address of the web nor of mail")


def paths(content: bytes) -> list[str]:
    """List the notebooks that are named by their paths: those that lie outside of the project's folder for them."""
    return [entry["notebook"] for entry in understood(content)["reports"] if entry["notebook"].endswith(".ipynb")]


def _parsed(content: bytes) -> dict[str, Any]:
    try:
        written = yaml.load(content, _Loader)  # noqa: S506 - a safe one
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f" line {mark.line + 1}" if mark else ""
        raise Refused(f"{FILE}{line}: is not YAML: {getattr(error, 'problem', str(error).splitlines()[0])}") from None
    if not isinstance(written, dict):
        raise Refused(f"{FILE}: has no languages and no reports")
    return written
