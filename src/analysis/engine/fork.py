"""A fork as its caller sees it: cells go in, messages come out, and closing it ends all it has started.

Where forks come from belongs to `analysis.engine.forks`, what happens in one to `analysis.engine.kernel`, what becomes of
its messages to `analysis.engine.warm`.
"""

import base64
import codecs
import json
import os
import resource
import secrets
import selectors
import signal
import socket
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from jupyter_client.session import Session, json_packer

_FAREWELL_SECONDS = 1.0  # for what a notebook has registered to run at its exit


class _Stream:
    """Raw output of a run, in which a mark stands for each message."""

    def __init__(self, name: str, mark: bytes) -> None:
        self.name = name
        self.at_mark = False  # nothing beyond a mark is read until its message has been
        self._mark = mark
        self._bytes = bytearray()
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")

    def extend(self, chunk: bytes) -> None:
        self._bytes += chunk

    def take(self, rest: bool) -> str:
        """Take the text up to the next mark, or all the rest if no message will follow."""
        if rest:
            text, self._bytes = self._bytes.replace(self._mark, b""), bytearray()
        elif self.at_mark:
            return ""
        else:
            text, mark, self._bytes = self._bytes.partition(self._mark)
            self.at_mark = bool(mark)
            if not mark:  # the beginning of one may have come
                start = 1 - len(self._mark)
                text, self._bytes = text[:start], text[start:]
        return self._decoder.decode(text)


class Fork:
    """A fork as its caller sees it: cells go in, messages come out; closing it ends all it has started.

    For papermill's client it is a kernel's client as well, as far as that needs one to answer widgets.
    """

    def __init__(
        self,
        ask_for: Callable[[list[int]], None],
        deadline: float | None,
        memory_limit: int | None,
        directory: str | None = None,
    ) -> None:
        """Ask for a fork that talks through the descriptors it is given, and wait until it is ready."""
        self.session, self.shell_channel = Session(), self
        mark = secrets.token_bytes(16)
        self._writer: str | None = None  # the request on whose behalf raw output is written
        self._exit_code: int | None = None
        self._ended = self._is_late = False
        self._heard = bytearray()
        self._lines: deque[dict[str, Any]] = deque()
        self._texts: deque[dict[str, Any]] = deque()
        self._streams = _Stream("stdout", mark), _Stream("stderr", mark)
        self._connection, there = socket.socketpair()
        pipes = [os.pipe() for _ in self._streams]
        self._pipes = [here for here, _ in pipes]
        self._selector = selectors.PollSelector()
        self._selector.register(self._connection.fileno(), selectors.EVENT_READ, self._hear)
        for pipe, stream in zip(self._pipes, self._streams, strict=True):
            self._selector.register(pipe, selectors.EVENT_READ, stream.extend)
        given = [there.detach(), *(pipe for _, pipe in pipes)]
        try:
            try:
                ask_for(given)
            finally:
                for descriptor in given:
                    os.close(descriptor)
            self._write({**_scene(directory or str(Path.cwd())), "mark": mark.hex(), "memory_limit": memory_limit})
            while (message := self.receive(deadline))["msg_type"] != "ready":
                pass
        except BaseException:
            self.close()
            raise
        self.language_info = message["content"]["language_info"]

    def close(self) -> None:
        """Hang up, at which the helper kills what is left of the run."""
        with suppress(OSError):
            self._connection.shutdown(socket.SHUT_RDWR)  # heard even while another fork of ours has a copy
        self._connection.close()
        for pipe in self._pipes:
            os.close(pipe)

    def execute(self, code: str) -> str:
        """Ask for a cell to be run, and give the identity that messages about it bear."""
        content = {"code": code, "silent": False, "store_history": True, "user_expressions": {}, "allow_stdin": False}
        request = self.session.msg("execute_request", content)
        self.send(request)
        return str(request["header"]["msg_id"])

    def send(self, message: dict[str, Any]) -> None:
        """Send a message to the kernel."""
        self._write(message)

    def _write(self, line: Any) -> None:
        with suppress(ConnectionError):  # that the process is gone is found on listening to it
            self._connection.sendall(json_packer(line) + b"\n")

    def receive(self, deadline: float | None) -> dict[str, Any]:
        """Return the next message; raw output comes as `stream` messages, in order with the others.

        A TimeoutError says that the deadline is over, an EOFError that the process has ended and that all it
        had said has been received.
        """
        while True:
            if self._gather_text(rest=self._ended):
                return self._texts.popleft()
            if self._lines and all(stream.at_mark for stream in self._streams):
                for stream in self._streams:
                    stream.at_mark = False
                message = self._lines.popleft()
                if "writer" in message:
                    self._writer = message["writer"]
                    continue
                return message
            if self._ended:
                raise EOFError
            hung_up = self._connection.fileno() not in self._selector.get_map()
            wait = 0 if hung_up else None if deadline is None else max(0, deadline - time.monotonic())
            if wait == 0 and not hung_up:
                if self._is_late:  # also while there is ever more to hear
                    raise TimeoutError
                self._is_late = True
            ready = self._selector.select(wait)
            for key, _events in ready:
                if chunk := _read(key.fd):
                    key.data(chunk)
                else:
                    self._selector.unregister(key.fd)
            if not ready and hung_up:
                self._ended = True
            elif self._is_late and not self._gather_text(rest=True):
                raise TimeoutError

    def how_it_ended(self) -> str:
        """Say it as the end of a sentence."""
        if self._exit_code is None:
            return "was lost together with the helper"
        if self._exit_code >= 0:
            return f"ended by itself with exit code {self._exit_code}"
        name = signal.Signals(-self._exit_code).name
        return f"was ended by {name}" + (" (out of memory?)" if name == "SIGKILL" else "")

    def say_farewell(self) -> None:
        """Let the process run what the notebook has registered for its exit."""
        self._write(None)
        deadline = time.monotonic() + _FAREWELL_SECONDS
        with suppress(EOFError, TimeoutError):
            while True:
                self.receive(deadline)

    def _hear(self, chunk: bytes) -> None:
        self._heard += chunk
        if b"\n" not in chunk:
            return
        *lines, self._heard = self._heard.split(b"\n")
        for line in filter(None, lines):
            with suppress(ValueError):  # the line in whose midst the process died
                message = json.loads(line)
                if "ended" in message:
                    self._exit_code = message["ended"]
                elif "writer" in message:
                    self._lines.append(message)
                else:
                    buffers = [base64.b64decode(buffer) for buffer in message["buffers"]]
                    self._lines.append({**message, "msg_type": message["header"]["msg_type"], "buffers": buffers})

    def _gather_text(self, rest: bool) -> bool:
        for stream in self._streams:
            if text := stream.take(rest):
                self._texts.append(
                    {
                        "msg_type": "stream",
                        "header": {"msg_type": "stream"},
                        "parent_header": {"msg_id": self._writer},
                        "content": {"name": stream.name, "text": text},
                    }
                )
        return bool(self._texts)


def _scene(directory: str) -> dict[str, Any]:
    """Describe what a process started now in a directory would inherit."""
    kinds = {getattr(resource, name) for name in dir(resource) if name.startswith("RLIMIT_")}
    (umask,) = (line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("Umask:"))
    return {
        "directory": directory,
        "environment": dict(os.environ),
        "umask": int(umask.split()[1], 8),
        "limits": [(kind, resource.getrlimit(kind)) for kind in sorted(kinds)],
    }


def _read(descriptor: int) -> bytes:
    try:
        return os.read(descriptor, 1 << 16)
    except ConnectionError:
        return b""
