"""Tell people what a build has changed: by a message to where they read messages, or by a command of theirs.

An address or a command may hold what only its owner should know, so neither is ever told or logged. What is said of a
build belongs to `analysis.reports.site.changes`.
"""

import logging
import shlex
import shutil
import subprocess
from collections.abc import Callable

from analysis.errors import refusal
from analysis.reports.manifest import Manifest

SHOWN = 20
"""How many reports of a kind are named; whoever gets a message is told of the others by their number."""
SECONDS = 60

Send = Callable[[Manifest], str]
"""Tells what the last build did; gives what went wrong with that, '' if nothing did."""


def sender(target: str) -> Send:
    """Give what tells people: an address, which apprise understands, or a command that gets the text as its input.

    Raises Refused for one that can't be used.
    """
    return _message(target) if "://" in target else _command(target)


def _message(address: str) -> Send:
    try:
        import apprise
    except ImportError:
        raise refusal("--notify: an address needs apprise: pip install apprise") from None
    logging.getLogger("apprise").disabled = True  # it would tell the address
    kind = address.partition("://")[0]
    people = apprise.Apprise()
    if not people.add(address):
        raise refusal("--notify: apprise knows no address like this one, which begins with {kind}://", kind=kind)

    def send(manifest: Manifest) -> str:
        counts = ", ".join(f"{len(paths)} {name}" for name, paths in manifest.changes.items() if paths)
        taken = people.notify(_text(manifest), f"Regional Trends: {counts}", body_format=apprise.NotifyFormat.TEXT)
        return "" if taken else f"the message by {kind}:// was not taken"

    return send


def _command(line: str) -> Send:
    try:
        words = shlex.split(line)
    except ValueError:
        words = []
    if not words or not shutil.which(words[0]):
        raise refusal("--notify: is neither an address, such as mailto://…, nor a command that can be found here")

    def send(manifest: Manifest) -> str:
        try:
            done = subprocess.run(  # noqa: S603 - whoever starts the build has written it
                words,
                input=_text(manifest).encode(),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                timeout=SECONDS,
            )
        except subprocess.TimeoutExpired:
            return f"the command took longer than {SECONDS} seconds"
        except OSError as error:
            return f"the command can't be run: {error.strerror}"
        return f"the command ended with exit code {done.returncode}" if done.returncode else ""

    return send


def _text(manifest: Manifest) -> str:
    from analysis.reports.site import changes  # here, since it loads pandas and more

    return changes.in_plain_text(manifest, SHOWN)
