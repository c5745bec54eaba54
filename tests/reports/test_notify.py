"""After a build people are told what has changed: by a real message to a server here, and by a real command."""

import json
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
from toys import Project

from analysis.errors import Refused
from analysis.reports.manifest import Manifest, Record
from analysis.reports.notify import sender
from analysis.reports.site import changes

# apprise looks whether Python still has this module.
pytestmark = pytest.mark.filterwarnings("ignore:'imghdr' is deprecated:DeprecationWarning")

HEADING = "from IPython.display import HTML\nHTML('<h1>other</h1>')"


class Messages(HTTPServer):
    """A server that takes messages, until it takes none any more."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Mailbox)
        self.taken: list[Any] = []
        self.code = 200


class Mailbox(BaseHTTPRequestHandler):
    server: Messages

    def do_POST(self) -> None:
        self.server.taken.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        self.send_response(self.server.code)
        self.end_headers()

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture
def messages() -> Iterator[Messages]:
    with Messages() as server:
        threading.Thread(target=server.serve_forever).start()
        yield server
        server.shutdown()


def test_people_are_told_of_what_has_changed_and_of_nothing_else(
    project: Project, messages: Messages, caplog: pytest.LogCaptureFixture
):
    project.add("other", HEADING)
    project.name_reports("languages: [id]\nreports:\n  - notebook: other\n")
    address = f"json://somebody:secret@127.0.0.1:{messages.server_port}"

    def build() -> Any:
        return project.trends("build", "--format", "html", "--notify", address)

    built = build()
    assert built.returncode == 0, built.stderr
    (message,) = messages.taken
    assert message["title"] == "Regional Trends: 1 new"
    assert "new\n  id/other/other.html: other" in message["message"].replace("\r", "")

    assert build().returncode == 0
    assert len(messages.taken) == 1

    project.add("other", HEADING.replace("other", "another"))
    messages.code = 500
    built = build()
    assert (built.returncode, len(messages.taken)) == (0, 2)
    assert built.stderr.endswith("--notify: the message by json:// was not taken, so nobody was told\n")
    assert "secret" not in built.stdout + built.stderr
    assert [each for each in caplog.records if each.name == "apprise"] == []


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("nothing://secret@example.org", "apprise knows no address like this one, which begins with nothing://"),
        ("no-such-command secret", "is neither an address, such as mailto://…, nor a command that can be found here"),
        ("echo 'secret", "is neither an address"),
        (" ", "is neither an address"),
    ],
)
def test_a_target_that_can_not_be_used_is_refused_and_not_repeated(target: str, said: str):
    with pytest.raises(Refused) as refused:
        sender(target)
    assert str(refused.value).startswith(f"--notify: {said}")
    assert "secret" not in str(refused.value)


def test_without_apprise_an_address_is_refused_in_one_line(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "apprise", None)
    with pytest.raises(Refused, match="an address needs apprise: pip install apprise"):
        sender("json://localhost")


def test_people_are_told_of_a_build_that_was_refused_in_one_line(
    project: Project, messages: Messages, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    project.add("other", HEADING)
    project.name_reports("languages: [id]\nreports:\n  - notebook: other\n")
    lists = project.raw / "lists.csv"
    lists.write_text(lists.read_text("utf-8").replace(",25,", ",thirty,").replace(",30,", ",many,", 1), "utf-8")
    said = "The build was refused: lists.csv line 2: size 'thirty' is not a whole number (and 1 more)\n"
    refused = project.trends("build", "--notify", f"json://127.0.0.1:{messages.server_port}")
    assert refused.returncode == 2
    (message,) = messages.taken
    assert message["title"] == "Regional Trends: a build was refused"
    assert message["message"].strip() == said.strip()

    monkeypatch.setenv("TRENDS_NOTIFY", f"tee {tmp_path / 'told'}")
    assert project.trends("build").returncode == 2
    assert (tmp_path / "told").read_text("utf-8") == said


def test_a_command_that_fails_is_told_of_and_one_that_reads_nothing_is_fine():
    assert sender("false secret")(Manifest()) == "the command ended with exit code 1"
    assert sender("true")(Manifest()) == ""


def test_of_many_reports_only_some_are_named():
    paths = [f"en/region/{number}.html" for number in range(30)]
    records = {path: Record("region", {}, "en", "", named=True, title="T") for path in paths}
    said = changes.in_plain_text(Manifest(records, 2, changes={"new": paths}), 20)
    assert said.splitlines()[1] == "30 new"
    assert said.endswith("  en/region/19.html: T\n  and 10 more\n")
