"""A fork of the helper as its caller sees it: cells go in, messages come out, and closing it ends all it has started.

Starting, keeping and ending the helper is done here as well. What happens in the helper and in its forks belongs to
`analysis.engine.helper` and `analysis.engine.kernel`, what becomes of the messages to `analysis.engine.warm`.
"""

import atexit
import base64
import codecs
import json
import os
import resource
import secrets
import select
import selectors
import signal
import socket
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from jupyter_client.session import Session, json_packer
from nbclient.exceptions import DeadKernelError

# One thread for linear algebra: a pool of them would be lost in the forks. Forks choose a backend for themselves.
_HELPER_ENVIRONMENT = {
    "MKL_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MPLBACKEND": "agg",
}
_READ_AT_START = ("ARROW_", "LANG", "LC_", "LD_", "MALLOC_", "MPLCONFIGDIR", "PYTHON", "TZ")
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

    def __init__(self, helper: "_Helper", deadline: float | None, memory_limit: int | None) -> None:
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
                helper.fork(given)
            finally:
                for descriptor in given:
                    os.close(descriptor)
            self._write({**_scene(), "mark": mark.hex(), "memory_limit": memory_limit})
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


def _scene() -> dict[str, Any]:
    """Describe what a process started here and now would inherit."""
    kinds = {getattr(resource, name) for name in dir(resource) if name.startswith("RLIMIT_")}
    (umask,) = (line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("Umask:"))
    return {
        "directory": str(Path.cwd()),
        "environment": dict(os.environ),
        "umask": int(umask.split()[1], 8),
        "limits": [(kind, resource.getrlimit(kind)) for kind in sorted(kinds)],
    }


def _read(descriptor: int) -> bytes:
    try:
        return os.read(descriptor, 1 << 16)
    except ConnectionError:
        return b""


class _Helper:
    """The process that has imported everything; it ends when asked to, and when this one is gone."""

    def __init__(self, preload: Sequence[str]) -> None:
        self.is_unwanted = False  # its runs are not to be started again in another
        self._is_used = False
        self._requests, there = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with there:
            arguments = f"{there.fileno()}, {os.getpid()}, {tuple(preload)}"
            code = f"from analysis.engine.helper import main; main({arguments})"
            self._process = subprocess.Popen(  # noqa: S603 - our own code
                [sys.executable, "-P", "-c", code],  # -P: a pandas.py lying about is not what to import
                env={**os.environ, **_HELPER_ENVIRONMENT},
                pass_fds=[there.fileno()],
                start_new_session=True,  # Ctrl-C in a terminal is for the caller alone
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
            )

    def fork(self, descriptors: list[int]) -> None:
        """Ask for a fork that talks through these descriptors."""
        self._is_used = True
        socket.send_fds(self._requests, [b"fork"], descriptors)

    def is_alive(self) -> bool:
        """Whether it still listens."""
        poller = select.poll()
        poller.register(self._requests, select.POLLRDHUP)
        return not poller.poll(0)

    def stop(self) -> None:
        """Hang up and wait for its end."""
        with suppress(OSError):
            self._requests.shutdown(socket.SHUT_RDWR)
        self._requests.close()
        if not self._is_used:  # it may still be importing, and would not hear of it
            self._process.kill()
        self._process.wait()

    def disown(self) -> None:
        """Leave it to the process that started this one."""
        self._requests.close()
        self._process.returncode = 0


_helpers: dict[tuple[str, ...], _Helper] = {}  # by what they have imported ahead, and the environment they read
_lock = threading.Lock()


def stop() -> None:
    """End all helpers and every run in them; the next run starts a new one."""
    with _lock:
        while _helpers:
            _, helper = _helpers.popitem()
            helper.is_unwanted = True
            helper.stop()


def _helper_with(preload: tuple[str, ...]) -> _Helper:
    with _lock:
        key = *preload, *(f"{name}={value}" for name, value in os.environ.items() if name.startswith(_READ_AT_START))
        if key in _helpers and not _helpers[key].is_alive():
            _helpers.pop(key).stop()
        if key not in _helpers:
            _helpers[key] = _Helper(preload)
        return _helpers[key]


def are_safe() -> bool:
    """Whether a process that has imported everything can be forked here."""
    return sys.platform == "linux" and hasattr(os, "pidfd_open")


def warm_up(preload: tuple[str, ...] = ()) -> None:
    """Begin to start what the first run with these modules would start, which takes seconds; return at once."""
    if are_safe():
        _helper_with(preload)


def start_fork(deadline: float | None, memory_limit: int | None, preload: tuple[str, ...] = ()) -> Fork:
    """Start a run in a fork of a process that has imported these modules as well; if that fails, once more."""
    for is_last in (False, True):
        helper = _helper_with(preload)
        try:
            return Fork(helper, deadline, memory_limit)
        except TimeoutError:
            raise DeadKernelError("the notebook's process was not ready in time") from None
        except (EOFError, OSError) as error:
            if is_last or helper.is_unwanted:
                raise DeadKernelError(f"the notebook's process could not be started: {error!r}") from error
    raise AssertionError


def _begin_anew() -> None:
    """Be a fork of a process that has helpers: they, and perhaps the lock, belong to that one."""
    global _lock
    _lock = threading.Lock()
    while _helpers:
        _, helper = _helpers.popitem()
        helper.disown()


atexit.register(stop)
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_begin_anew)
