"""A fork of the helper as its caller sees it: cells go in, messages come out, and closing it ends all it has started.

Starting, keeping and ending the helper is done here as well. What happens in the helper and in its forks belongs to
`analysis.engine.shell`, what becomes of the messages to `analysis.engine.warm`.
"""

import atexit
import codecs
import json
import os
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
from contextlib import suppress
from pathlib import Path
from typing import Any

from nbclient.exceptions import DeadKernelError

# One thread for linear algebra: a pool of them would be lost in the forks. Charts are shown in the notebook.
_HELPER_ENVIRONMENT = {
    "MKL_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MPLBACKEND": "module://matplotlib_inline.backend_inline",
}
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


class Run:
    """A fork as its caller sees it: cells go in, messages come out; closing it ends all it has started."""

    def __init__(self, helper: "_Helper", deadline: float | None, memory_limit: int | None) -> None:
        mark = secrets.token_bytes(16)
        self._exit_code: int | None = None
        self._ended = False
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
            scene = {"directory": str(Path.cwd()), "environment": dict(os.environ)}
            self.ask({**scene, "mark": mark.hex(), "memory_limit": memory_limit})
            while (message := self.receive(deadline))["msg_type"] != "ready":
                pass
        except BaseException:
            self.close()
            raise
        self.python_version = str(message["content"]["version"])

    def close(self) -> None:
        """Hang up, at which the helper kills what is left of the run."""
        with suppress(OSError):
            self._connection.shutdown(socket.SHUT_RDWR)  # heard even while another fork of ours has a copy
        self._connection.close()
        for pipe in self._pipes:
            os.close(pipe)

    def ask(self, request: Any) -> None:
        """Send one line: the scene first, then a cell's code each, and nothing (null) as a farewell."""
        with suppress(ConnectionError):  # that the process is gone is found on listening to it
            self._connection.sendall(json.dumps(request).encode() + b"\n")

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
                if (message := self._lines.popleft())["msg_type"] != "mark":
                    return message
                continue
            if self._ended:
                raise EOFError
            hung_up = self._connection.fileno() not in self._selector.get_map()
            wait = 0 if hung_up else None if deadline is None else max(0, deadline - time.monotonic())
            ready = self._selector.select(wait)
            for key, _events in ready:
                if chunk := _read(key.fd):
                    key.data(chunk)
                else:
                    self._selector.unregister(key.fd)
            if not ready and hung_up:
                self._ended = True
            elif not ready and not self._gather_text(rest=True):
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
        self.ask(None)
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
                else:
                    self._lines.append(_message(message["msg_type"], message["content"]))

    def _gather_text(self, rest: bool) -> bool:
        for stream in self._streams:
            if text := stream.take(rest):
                self._texts.append(_message("stream", {"name": stream.name, "text": text}))
        return bool(self._texts)


def _message(kind: str, content: dict[str, Any]) -> dict[str, Any]:
    """Make a message as Jupyter's clients read it."""
    return {"msg_type": kind, "header": {"msg_type": kind}, "parent_header": {}, "content": content}


def _read(descriptor: int) -> bytes:
    try:
        return os.read(descriptor, 1 << 16)
    except ConnectionError:
        return b""


class _Helper:
    """The process that has imported everything; it ends when asked to, and when this one is gone."""

    def __init__(self) -> None:
        self.is_unwanted = False  # its runs are not to be started again in another
        self._requests, there = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with there:
            code = f"from analysis.engine.shell import main; main({there.fileno()}, {os.getpid()})"
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
        self._process.wait()

    def disown(self) -> None:
        """Leave it to the process that started this one."""
        self._requests.close()
        self._process.returncode = 0


_helper: _Helper | None = None
_lock = threading.Lock()


def stop() -> None:
    """End the helper and every run in it; the next run starts a new one."""
    global _helper
    with _lock:
        if _helper is not None:
            _helper.is_unwanted = True
            _helper.stop()
        _helper = None


def _current_helper() -> _Helper:
    global _helper
    with _lock:
        if _helper is not None and not _helper.is_alive():
            _helper.stop()
            _helper = None
        if _helper is None:
            _helper = _Helper()
        return _helper


def start_run(deadline: float | None, memory_limit: int | None) -> Run:
    """Start a run; if that fails, once more."""
    for is_last in (False, True):
        helper = _current_helper()
        try:
            return Run(helper, deadline, memory_limit)
        except TimeoutError:
            raise DeadKernelError("the notebook's process was not ready in time") from None
        except (EOFError, OSError) as error:
            if is_last or helper.is_unwanted:
                raise DeadKernelError(f"the notebook's process could not be started: {error!r}") from error
    raise AssertionError


def _begin_anew() -> None:
    """Be a fork of a process that has a helper: it, and perhaps the lock, belong to that one."""
    global _helper, _lock
    _lock = threading.Lock()
    if _helper is not None:
        _helper.disown()
    _helper = None


atexit.register(stop)
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_begin_anew)
