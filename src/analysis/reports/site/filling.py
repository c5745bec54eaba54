"""Templates filled in: every value escaped, every script and style allowed by its hash alone."""

import base64
import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

TEMPLATES = Path(__file__).parent / "index_pages"
NAME = re.compile(r"SP4N-LAPOR!(?=[^<>]*(?:<|\Z))")
"""The name of the competition, which has a hyphen, where it stands between tags and not in one."""


def fill(template: str, *scripts: str, **shown: Any) -> str:
    """Fill in a template of `index_pages/`; takes the names of the scripts that its page runs, one after the other."""
    texts = ["\n".join(beside(f"index_pages/{each}") for each in scripts)] if scripts else []
    style = beside("index_pages/style.css")
    allowed = policy([style], texts, "img-src data:")
    return _environment().get_template(template).render(style=style, scripts=texts, policy=allowed, **shown)


@cache
def beside(name: str) -> str:
    """Read a file beside this module, such as `report_page/style.css`."""
    return (Path(__file__).parent / name).read_text("utf-8")


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["unbroken"] = lambda text: unbroken(escape(text))
    return environment


def policy(styles: Sequence[str], scripts: Sequence[str], *more: str) -> str:
    """Write a Content-Security-Policy that allows these inline styles and scripts, and `more`."""
    allowed = {"style-src": styles, "script-src": scripts}
    parts = [f"{kind} {' '.join(dict.fromkeys(map(_hash, texts)))}" for kind, texts in allowed.items() if texts]
    return "; ".join(["default-src 'none'", *parts, *more, "base-uri 'none'", "form-action 'none'"])


def unbroken(html: str) -> str:
    """Keep the competition's name on one line wherever it stands in the text of HTML."""
    return NAME.sub(r'<span class="whole">\g<0></span>', html)


def embedded(data: Mapping[str, Any]) -> str:
    """Write data as JSON so that nothing in it can end the element that it stands in."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


@cache
def _hash(text: str) -> str:
    """Name an inline script or style in a Content-Security-Policy."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
