"""The helper: a process that has imported everything, forks once for each request, and ends what forks leave behind.

What a fork does belongs to `analysis.engine.kernel`; who asks for forks, to `analysis.engine.forks`.
"""

import atexit
import ctypes
import gc
import importlib
import io
import os
import random
import select
import signal
import socket
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, NoReturn

from analysis.engine import kernel

LIBRARIES = (
    "matplotlib.pyplot",
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
)
"""What notebooks use often; one that isn't installed is passed over."""
_SET_PARENT_DEATH_SIGNAL, _SET_CHILD_SUBREAPER = 1, 36  # of Linux's prctl


def main(requests: int, caller: int, preload: Sequence[str]) -> NoReturn:
    """Be the helper of the process `caller`, whose requests on the socket each bring a fork's descriptors."""
    _control_process(_SET_CHILD_SUBREAPER, 1)
    with suppress(ProcessLookupError):
        app = _warm_up(preload)
        descriptors = _fork_on_request(socket.socket(fileno=requests), os.pidfd_open(caller))
        if descriptors is not None:
            _be_fork(app, descriptors)
    os._exit(0)


def _control_process(option: int, value: int) -> None:
    ctypes.CDLL(None, use_errno=True).prctl(option, value, 0, 0, 0)


def _warm_up(preload: Sequence[str]) -> Any:
    """Import and set up all that the forks share."""
    app = kernel.prepare()
    with app.shell.builtin_trap:  # some libraries look on import whether they are in a notebook
        for name in (*LIBRARIES, *preload):
            with suppress(ImportError):  # the notebook that needs it will say so better
                importlib.import_module(name)
        _draw()
    app.shell.display_formatter.format(None)
    _forget_what_importing_did(app)
    gc.collect()
    gc.freeze()  # no collection in a fork then touches, and so copies, what they share
    return app


def _forget_what_importing_did(app: Any) -> None:
    """Leave to forks what only takes effect when it is imported, and the settings as matplotlib reads them."""
    for name in [name for name in sys.modules if name.partition(".")[0] == "matplotlib_inline"]:
        del sys.modules[name]
    if matplotlib := sys.modules.get("matplotlib"):
        matplotlib.rcParams.update({**matplotlib.rcParamsOrig, "backend": "agg"})
        matplotlib.backends.backend_registry.list_all()  # which it would do for each backend that isn't its own
    app.matplotlibrc = kernel.matplotlibrc()


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
            for descriptor in descriptors:
                os.set_inheritable(descriptor, False)
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


def _be_fork(app: Any, descriptors: list[int]) -> None:
    os.setpgid(0, 0)
    _control_process(_SET_CHILD_SUBREAPER, 1)
    _control_process(_SET_PARENT_DEATH_SIGNAL, signal.SIGKILL)
    _reseed()
    kernel.converse(app, *descriptors)
    atexit._run_exitfuncs()  # temporary directories go; taking the interpreter down would only cost time


def _reseed() -> None:
    """Draw other random numbers than the other forks."""
    random.seed()
    if numpy := sys.modules.get("numpy"):
        numpy.random.seed()
