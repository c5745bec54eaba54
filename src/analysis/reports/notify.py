"""Tell people what a build has changed, or that it was refused: by a message to where they read messages, or by a command.

An address or a command may hold what only its owner should know, so neither is ever told or logged. What is said of a
build belongs to `analysis.reports.site.changes`.
"""

import logging
import shlex
import shutil
import subprocess
from collections.abc import Callable

from analysis.errors import Refused, refusal
from analysis.reports.manifest import Manifest

SHOWN = 20
"""How many reports of a kind are named; whoever gets a message is told of the others by their number."""
SECONDS = 60

Outcome = Manifest | Refused
"""Of a build: what it did, or why it was refused."""
Send = Callable[[Outcome], str]
"""Tells what came of the last build; gives what went wrong with that, '' if nothing did."""


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

    def send(outcome: Outcome) -> str:
        title = f"Regional Trends: {_title(outcome)}"
        taken = people.notify(_text(outcome), title, body_format=apprise.NotifyFormat.TEXT)
        return "" if taken else f"the message by {kind}:// was not taken"

    return send


def _command(line: str) -> Send:
    try:
        words = shlex.split(line)
    except ValueError:
        words = []
    if not words or not shutil.which(words[0]):
        raise refusal("--notify: is neither an address, such as mailto://…, nor a command that can be found here")

    def send(outcome: Outcome) -> str:
        try:
            done = subprocess.run(  # noqa: S603 - whoever starts the build has written it
                words,
                input=_text(outcome).encode(),
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


def _title(outcome: Outcome) -> str:
    if isinstance(outcome, Refused):
        return "a build was refused"
    return ", ".join(f"{len(paths)} {name}" for name, paths in outcome.changes.items() if paths)


def _text(outcome: Outcome) -> str:
    if isinstance(outcome, Refused):
        first, *others = str(outcome).splitlines()
        return f"The build was refused: {first}{f' (and {len(others)} more)' if others else ''}\n"
    from analysis.reports.site import changes  # here, since it loads pandas and more

    return changes.in_plain_text(outcome, SHOWN)
