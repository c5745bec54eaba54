"""The warm engine's other side: a helper that has imported everything, and the shell in each of its forks.

The helper waits for requests, forks once for each, and ends whatever a fork has left behind. A fork runs the
cells of one notebook in ipykernel's own shell; only its messages take another way: each is a line of JSON on
a socket, and what is written to the descriptors 1 and 2 goes through two pipes. Nothing here knows of
notebooks, papermill or reports; the caller's side is `analysis.engine.forks`.
"""

import asyncio
import atexit
import builtins
import ctypes
import faulthandler
import gc
import getpass
import importlib
import io
import json
import os
import random
import resource
import select
import signal
import socket
import sys
import threading
from contextlib import suppress
from pathlib import Path
from typing import Any, NoReturn

import numpy
from ipykernel import zmqshell
from IPython.core.error import StdinNotImplementedError
from jupyter_client.session import Session, json_packer
from traitlets.config import Config

PRELOADED = (
    "matplotlib.pyplot",
    "matplotlib_inline.backend_inline",
    "pandas.io.formats.style",
    "pyarrow.parquet",
    "scipy.stats",
    "seaborn",
    # What IPython loads when a cell first needs it.
    "IPython.core.completer",
    "IPython.core.magics.script",
    "IPython.core.pylabtools",
    "IPython.core.ultratb",
    "IPython.utils._process_posix",
    "pexpect",
    "analysis.reports.preload",
)

_SET_PARENT_DEATH_SIGNAL, _SET_CHILD_SUBREAPER = 1, 36  # of Linux's prctl


class ZMQInteractiveShell(zmqshell.ZMQInteractiveShell):
    """The shell of Jupyter's kernel without the kernel, under the name by which libraries know notebooks."""

    def init_ipython_dir(self, ipython_dir: str | None) -> None:
        """Neither read nor make the user's directory: a report does not depend on its author's home."""

    def init_profile_dir(self, profile_dir: object) -> None:  # noqa: ARG002
        """Do without one, and keep in memory what `%cd` and `%store` would put there."""
        self.db = {}

    def enable_gui(self, gui: str | None = None) -> None:
        """Accept what `%matplotlib inline` asks for; there is no event loop of a window to join."""

    def _update_exit_now(self, change: Any) -> None:
        """Do nothing yet: the conversation ends after the cell."""


class _Wire(Session):
    """Takes the shell's messages to its caller.

    Before each message a mark goes into both pipes, so that the caller knows which raw output came earlier.
    """

    def open(self, connection: socket.socket, pipes: tuple[int, int], mark: bytes) -> None:
        """Send from now on to this caller."""
        self._connection, self._pipes, self._mark = connection, pipes, mark
        self._process = os.getpid()
        self._lock = threading.Lock()

    def send(  # type: ignore[override] # of what a session can do the shell needs this alone
        self, _stream: Any, msg_or_type: Any, content: Any = None, *_: Any, **__: Any
    ) -> None:
        """Send one message, given whole or as type and content."""
        if os.getpid() != self._process:
            return  # a process forked by a cell can print, as under a kernel, but not display
        if not isinstance(msg_or_type, str):
            msg_or_type, content = msg_or_type["msg_type"], msg_or_type["content"]
        line = json_packer({"msg_type": msg_or_type, "content": content})
        with self._lock:
            for pipe in self._pipes:
                os.write(pipe, self._mark)
            self._connection.sendall(line + b"\n")


class _Stream(io.TextIOWrapper):
    """`sys.stdout` or `sys.stderr`: unbuffered into its pipe, and in order with the other one."""

    latest: "_Stream | None" = None

    def __init__(self, pipe: int, wire: _Wire) -> None:
        raw: Any = io.FileIO(pipe, "w")
        super().__init__(raw, encoding="utf-8", errors="backslashreplace", write_through=True)
        self._wire = wire

    def write(self, text: str) -> int:
        if _Stream.latest is not self:
            _Stream.latest = self
            self._wire.send(None, "mark", {})
        return super().write(text)


def main(requests: int, caller: int) -> NoReturn:
    """Be the helper of the process `caller`, whose requests on the socket each bring a fork's descriptors."""
    _control_process(_SET_CHILD_SUBREAPER, 1)
    with suppress(ProcessLookupError):
        shell, wire = _warm_up()
        descriptors = _fork_on_request(socket.socket(fileno=requests), os.pidfd_open(caller))
        if descriptors is not None:
            _converse(shell, wire, *descriptors)
    os._exit(0)


def _control_process(option: int, value: int) -> None:
    ctypes.CDLL(None, use_errno=True).prctl(option, value, 0, 0, 0)


def _warm_up() -> tuple[ZMQInteractiveShell, _Wire]:
    """Import and set up all that the forks share."""
    wire = _Wire()
    memory_only = {"enabled": False, "hist_file": ":memory:"}
    shell = ZMQInteractiveShell.instance(config=Config({"HistoryManager": memory_only}))
    for publisher in (shell.display_pub, shell.displayhook):
        publisher.set_trait("session", wire)
    with shell.builtin_trap:  # some libraries look on import whether they are in a notebook
        for name in PRELOADED:
            with suppress(ImportError):  # the notebook that needs it will say so better
                importlib.import_module(name)
        _draw()
    # As in a kernel, notebooks can import what lies beside them, but not in place of the standard library.
    names = [Path(entry).name for entry in sys.path]
    sys.path.insert(names.index("site-packages") if "site-packages" in names else 0, "")
    gc.collect()
    gc.freeze()  # no collection in a fork then touches, and so copies, what they share
    return shell, wire


def _draw() -> None:
    """Draw and forget a chart: fonts are found and late imports done."""
    with suppress(ImportError):
        import seaborn
        from matplotlib.figure import Figure

        figure = Figure()
        seaborn.lineplot(x=[0, 1], y=[0, 1], ax=figure.subplots()).set_title("a")
        figure.savefig(io.BytesIO(), bbox_inches="tight")


def _fork_on_request(requests: socket.socket, caller: int) -> list[int] | None:
    """Serve until the caller hangs up or is gone; return in each fork its descriptors, in the helper None."""
    # By process: the descriptor that tells of its end, and the connection to its caller.
    runs: dict[int, tuple[int, socket.socket]] = {}
    poller = select.poll()
    poller.register(requests, select.POLLIN)
    poller.register(caller, select.POLLIN)
    while True:
        ready = {descriptor for descriptor, _event in poller.poll()}
        for process, (ending, connection) in list(runs.items()):
            if ready & {ending, connection.fileno()}:
                for descriptor in (ending, connection):
                    poller.unregister(descriptor)
                del runs[process]
                _finish(process, connection, runs)
                os.close(ending)
        descriptors: list[int] = []
        if requests.fileno() in ready:
            _request, descriptors, *_ = socket.recv_fds(requests, 1, 3)
        if caller in ready or (requests.fileno() in ready and not descriptors):
            while runs:
                process, (_, connection) = runs.popitem()
                _finish(process, connection, runs)
            return None
        if descriptors:
            process = os.fork()
            if process == 0:
                for ending, connection in runs.values():
                    os.close(ending)
                    connection.close()
                requests.close()
                os.close(caller)
                return descriptors
            os.setpgid(process, process)  # here as well as there: whoever comes first
            runs[process] = os.pidfd_open(process), socket.socket(fileno=descriptors[0])
            for pipe in descriptors[1:]:
                os.close(pipe)
            poller.register(runs[process][0], select.POLLIN)
            poller.register(runs[process][1], select.POLLRDHUP)  # the caller has hung up


def _finish(process: int, connection: socket.socket, runs: dict[int, Any]) -> None:
    """End a run with everything it has started, and tell its caller how it ended."""
    with suppress(ProcessLookupError):
        os.killpg(process, signal.SIGKILL)
    _, status = os.waitpid(process, 0)
    # A fork adopts its own orphans, and the helper those of a dead fork: even what has left the process group
    # is by now a child of the helper, and no run.
    children = Path(f"/proc/self/task/{os.getpid()}/children")
    spared = set(runs)
    while strays := set(map(int, children.read_text().split())) - spared:
        spared |= strays
        for stray in strays:
            with suppress(PermissionError):  # what has become another user's is out of reach
                os.kill(stray, signal.SIGKILL)
                os.waitpid(stray, 0)
    with suppress(OSError):
        line = b'\n{"ended": %d}\n' % os.waitstatus_to_exitcode(status)
        connection.send(line, socket.MSG_DONTWAIT)
    connection.close()


def _converse(shell: ZMQInteractiveShell, wire: _Wire, connection: int, *pipes: int) -> None:
    """Be a fork: set the scene as the caller describes it in its first line, then answer a line a cell."""
    os.setpgid(0, 0)
    _control_process(_SET_CHILD_SUBREAPER, 1)
    _control_process(_SET_PARENT_DEATH_SIGNAL, signal.SIGKILL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    output, errors = pipes
    caller = socket.socket(fileno=connection)
    lines = caller.makefile("rb")
    scene = json.loads(lines.readline())
    wire.open(caller, (output, errors), bytes.fromhex(scene["mark"]))
    os.dup2(output, 1)
    os.dup2(errors, 2)
    sys.stdout = sys.__stdout__ = _Stream(output, wire)  # type: ignore[misc]
    sys.stderr = sys.__stderr__ = _Stream(errors, wire)  # type: ignore[misc]
    faulthandler.enable(2)
    os.chdir(scene["directory"])
    os.environ.clear()
    os.environ.update(scene["environment"])
    os.environ.setdefault("MPLBACKEND", "module://matplotlib_inline.backend_inline")
    shell.init_environment()  # type: ignore[no-untyped-call]
    sys.argv = [""]
    builtins.input = getpass.getpass = _refuse_input  # type: ignore[assignment]
    random.seed()
    numpy.random.seed()
    if scene["memory_limit"]:
        mapped = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (mapped + scene["memory_limit"],) * 2)
    wire.send(None, "ready", {"version": sys.version.split()[0]})
    loop = asyncio.new_event_loop()  # not `asyncio.run`, which would keep SIGINT from interrupting a cell
    loop.run_until_complete(_answer(shell, wire, lines))
    atexit._run_exitfuncs()  # temporary directories go; taking the interpreter down would only cost time


def _refuse_input(prompt: object = "", *_more: object) -> NoReturn:  # noqa: ARG001
    message = "input was asked for, but a notebook that runs by itself has nobody to answer"
    raise StdinNotImplementedError(message)


async def _answer(shell: ZMQInteractiveShell, wire: _Wire, lines: Any) -> None:
    """Run the cells inside one event loop, so that a task started in one cell can be awaited in another."""
    for line in lines:
        code = json.loads(line)
        if code is None:
            return
        result = await _run(shell, code)
        error = result.error_before_exec or result.error_in_exec
        reply: dict[str, Any] = {"status": "ok", "execution_count": shell.execution_count - 1}
        if not result.success or shell._last_traceback_during_displayhook:
            reply |= {"status": "error", "ename": type(error).__name__, "evalue": str(error)}
            reply["traceback"] = shell._last_traceback or []
        wire.send(None, "execute_reply", reply)
        if shell.exit_now:
            return


async def _run(shell: Any, code: str) -> Any:
    transformed, failure = code, None
    try:
        transformed = shell.transform_cell(code)
    except Exception:  # noqa: BLE001 - whatever a user's transformer raises belongs to the cell
        failure = sys.exc_info()
    prepared = {"transformed_cell": transformed, "preprocessing_exc_tuple": failure}
    if not shell.should_run_async(code, **prepared):
        return shell.run_cell(code, store_history=True)
    result = None
    try:
        result = await shell.run_cell_async(code, store_history=True, **prepared)
    finally:  # unlike `run_cell`, this one leaves it to its caller to say that the cell is over
        shell.events.trigger("post_execute")
        shell.events.trigger("post_run_cell", result)
    return result
