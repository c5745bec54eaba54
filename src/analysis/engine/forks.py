"""Where forks come from: helpers are started, kept by what they have imported, and ended.

What happens in a helper belongs to `analysis.engine.helper`, how a fork is talked to, to `analysis.engine.fork`.
"""

import atexit
import os
import select
import socket
import subprocess
import sys
import threading
from collections.abc import Sequence
from contextlib import suppress

from nbclient.exceptions import DeadKernelError

from analysis.engine.fork import Fork

# One thread for linear algebra: a pool of them would be lost in the forks. Forks choose a backend for themselves.
_HELPER_ENVIRONMENT = {
    "MKL_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MPLBACKEND": "agg",
}
_READ_AT_START = ("ARROW_", "LANG", "LC_", "LD_", "MALLOC_", "MPLCONFIGDIR", "PYTHON", "TZ")


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


def start_fork(
    deadline: float | None, memory_limit: int | None, preload: tuple[str, ...] = (), directory: str | None = None
) -> Fork:
    """Start a run in a fork of a process that has imported these modules as well; if that fails, once more."""
    for is_last in (False, True):
        helper = _helper_with(preload)
        try:
            return Fork(helper.fork, deadline, memory_limit, directory)
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
