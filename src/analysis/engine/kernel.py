"""A kernel in a fork: ipykernel's own kernel, shell and streams, whose messages take another way.

Each message is a line of JSON on a socket, and what is written to `sys.stdout`, `sys.stderr` or the descriptors 1 and 2
goes through two pipes. All that a kernel does beyond that is left to ipykernel, so that it need not be imitated. How
a fork comes about belongs to `analysis.engine.helper`; the other end of the wire is `analysis.engine.fork`.
"""

import base64
import faulthandler
import fnmatch
import json
import logging
import os
import resource
import socket
import sys
import threading
from collections.abc import Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from ipykernel import iostream, ipkernel, kernelapp, zmqshell
from ipykernel.utils import _async_in_context
from jupyter_client.session import Session, json_packer
from tornado.ioloop import IOLoop
from traitlets.config import Config


class Wire(Session):
    """Takes the kernel's messages to its caller.

    Before each message a mark goes into both pipes, so that the caller knows which raw output came earlier.
    """

    def open(self, connection: socket.socket, pipes: tuple[int, int], mark: bytes) -> None:
        """Send from now on to this caller."""
        self.connection, self.pipes, self._mark = connection, dict(zip(("stdout", "stderr"), pipes, strict=True)), mark
        self.process = os.getpid()
        self._lock = threading.RLock()
        self._writing: tuple[str, str | None] | None = None
        self.replied_to: str | None = None

    def send(
        self,
        _stream: Any,
        msg_or_type: Any,
        content: Any = None,
        parent: Any = None,
        ident: Any = None,  # noqa: ARG002
        buffers: Any = None,
        track: bool = False,  # noqa: ARG002
        header: Any = None,
        metadata: Any = None,
    ) -> Any:
        """Send one message, given whole or in parts, as a session does."""
        message = msg_or_type
        if isinstance(message, str):
            message = self.msg(message, content, parent=parent, header=header, metadata=metadata)
        if os.getpid() == self.process:  # a process forked by a cell can print, as under a kernel, but not display
            parts = {name: message[name] for name in ("header", "parent_header", "metadata", "content")}
            encoded = [base64.b64encode(buffer).decode() for buffer in buffers or message.get("buffers") or ()]
            self._write(json_packer({**parts, "buffers": encoded}))
            if message["header"]["msg_type"] == "execute_reply":
                self.replied_to = message["parent_header"]["msg_id"]
        return message

    def tell_writer(self, name: str, parent: Mapping[str, Any]) -> None:
        """Say which stream writes next, and for which request, if that is another than before."""
        writing = name, parent.get("msg_id")
        if self._writing != writing and os.getpid() == self.process:
            self._write(json_packer({"writer": writing[1]}), writing)

    def _write(self, line: bytes, writing: tuple[str, str | None] | None = None) -> None:
        with self._lock:
            for pipe in self.pipes.values():
                os.write(pipe, self._mark)
            self.connection.sendall(line + b"\n")
            self._writing = writing

    def feed_identities(self, msg_list: Any, copy: bool = True) -> Any:  # noqa: ARG002
        """Give no identities: there is one caller."""
        return [], msg_list

    def deserialize(self, msg_list: Any, content: bool = True, copy: bool = True) -> Any:  # noqa: ARG002
        """Give the message, which is one already."""
        return {"buffers": [], **msg_list}


class _AtOnce(iostream.IOPubThread):
    """Stands in for the thread that sends a kernel's output: what it is asked to do is done at once."""

    def __init__(self) -> None:
        self.io_loop: Any = None
        self.thread: Any = None

    def schedule(self, f: Any) -> None:
        """Do what is asked for."""
        f()


class Stream(iostream.OutStream):
    """A kernel's `sys.stdout` or `sys.stderr`, unbuffered into its pipe, and in order with the other one."""

    def __init__(self, session: Wire, _thread: Any, name: str, **_: Any) -> None:
        super().__init__(session, _AtOnce(), name, watchfd=False)  # type: ignore[no-untyped-call]

    def fileno(self) -> int:
        """Give the descriptor that processes which this one starts write to as well."""
        return int(self.session.pipes[self.name])

    def write(self, string: str) -> int:
        """Write text; the caller learns from which cell it comes."""
        if self.closed or not isinstance(string, str):
            return super().write(string) or 0  # which says so
        self.session.tell_writer(self.name, self.parent_header)
        left = memoryview(string.encode(errors="backslashreplace"))
        while left:
            left = left[os.write(self.fileno(), left) :]
        return len(string)


class _Memory(dict[str, Any]):
    """What a shell keeps in its user's home, kept for one notebook alone."""

    def keys(self, pattern: str = "*") -> Any:
        """Give the keys that match."""
        return fnmatch.filter(super().keys(), pattern)


class Shell(zmqshell.ZMQInteractiveShell):
    """A kernel's shell that leaves its user's home alone."""

    def init_ipython_dir(self, ipython_dir: str | None) -> None:
        """Neither read nor make the user's directory: a notebook does not depend on its author's home."""

    def init_profile_dir(self, profile_dir: object) -> None:  # noqa: ARG002
        """Do without a profile, and keep in memory what `%cd` and `%store` would put there."""
        self.db = _Memory()


class Kernel(ipkernel.IPythonKernel):
    """A kernel that is sent one cell at a time."""

    session: Wire
    shell_class = Shell
    _execute_sleep = 0.0
    _supports_kernel_subshells = False

    def set_parent(self, ident: Any, parent: Any, channel: str = "shell") -> None:
        """Begin to answer a request: also what its processes write is written for it."""
        super().set_parent(ident, parent, channel)  # type: ignore[no-untyped-call]
        self.session.tell_writer("", parent.get("header", {}))

    def _publish_status(self, status: str, channel: str, parent: Any = None) -> None:
        """Do nothing: the caller sees the reply."""

    def _publish_execute_input(self, code: str, parent: Any, execution_count: int) -> None:
        """Do nothing: the caller knows what it has sent."""

    def post_handler_hook(self) -> None:
        """End here if a cell has forked and its child has fallen through to the cell's end."""
        if os.getpid() != self.session.process:
            os._exit(0)
        super().post_handler_hook()  # type: ignore[no-untyped-call]

    def _abort_queues(self, subshell_id: str | None = None) -> None:
        """Do nothing: no cell waits behind one that failed."""


# By these names, and that of their package, libraries know that they are in a notebook.
for _own, _theirs in (
    (Shell, zmqshell.ZMQInteractiveShell),
    (Stream, iostream.OutStream),
    (Kernel, ipkernel.IPythonKernel),
):
    _own.__name__ = _own.__qualname__ = _theirs.__name__
    _own.__module__ = _theirs.__module__


def prepare() -> Any:
    """Set up in the helper what all forks share of a kernel."""
    app: Any = kernelapp.IPKernelApp.instance(
        config=Config({"HistoryManager": {"hist_file": ":memory:"}}),
        outstream_class=f"{__name__}.Stream",
    )
    app.log.setLevel(logging.CRITICAL)  # a kernel logs to its terminal, and this one has none
    app.session = Wire(parent=app)
    main = SimpleNamespace(parent_thread=threading.main_thread())
    sys.modules["debugpy"] = None  # type: ignore[assignment] # takes time and memory, and nobody will attach to a fork
    app.kernel = Kernel.instance(
        parent=app, session=app.session, iopub_socket=object(), shell_channel_thread=main, log=app.log, user_ns=None
    )
    del sys.modules["debugpy"]
    app.init_pdb()
    sys.breakpointhook = _pass_by
    # As in a kernel, notebooks can import what lies beside them, but not in place of the standard library.
    names = [Path(entry).name for entry in sys.path]
    sys.path.insert(names.index("site-packages") if "site-packages" in names else 0, "")
    app.init_shell()
    app.init_extensions()
    return app


def _pass_by(*_: Any, **__: Any) -> None:
    """Pass a breakpoint, as a kernel does to which no debugger is attached."""


def converse(app: Any, connection: int, *pipes: int) -> None:
    """Be a fork: set the scene as the caller describes it in its first line, then answer requests until the farewell."""
    caller = socket.socket(fileno=connection)
    lines = _Lines(caller)
    scene = lines.read_one()
    _set_scene(scene)
    for pipe, descriptor in zip(pipes, (1, 2), strict=True):
        os.dup2(pipe, descriptor)
    app.session.open(caller, pipes, bytes.fromhex(scene["mark"]))
    app.init_io()
    app.init_signal()
    faulthandler.enable(2)
    app.shell.init_environment()
    app.shell.starting_dir = app.shell.user_ns["_dh"][0] = scene["directory"]
    app.init_gui_pylab()
    _set_matplotlib(app.matplotlibrc)
    _limit(scene)
    app.session.send(None, "ready", {"language_info": app.kernel.language_info})
    loop = IOLoop.current()
    handle = _async_in_context(app.kernel.shell_main)

    async def answer(request: Any) -> None:
        await handle(None, request)
        if request["header"]["msg_type"] == "execute_request" and app.session.replied_to != request["header"]["msg_id"]:
            os._exit(1)  # a cell has broken the kernel, which logs that and would leave its caller waiting

    def listen(*_: Any) -> None:
        for request in lines.read():
            if request is None:
                loop.stop()
            else:
                loop.add_callback(answer, request)

    loop.add_handler(connection, listen, IOLoop.READ)
    app.start()


class _Lines:
    """The caller's lines, each some JSON."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._heard = bytearray()

    def read_one(self) -> Any:
        """Wait for the first line."""
        while not (read := self.read()):
            pass
        return read[0]

    def read(self) -> list[Any]:
        """Read what has come, and give the lines that are complete."""
        chunk = self._connection.recv(1 << 16)
        if not chunk:
            os._exit(0)  # the caller has hung up
        self._heard += chunk
        *lines, self._heard = self._heard.split(b"\n")
        return [json.loads(line) for line in lines]


def _set_scene(scene: Mapping[str, Any]) -> None:
    """Be where the caller is, with its environment."""
    os.chdir(scene["directory"])
    os.umask(scene["umask"])
    os.environ.clear()
    os.environ.update(scene["environment"])


def matplotlibrc() -> str | None:
    """Give the file that matplotlib takes its settings from, if it is imported."""
    matplotlib = sys.modules.get("matplotlib")
    return str(matplotlib.matplotlib_fname()) if matplotlib else None


def _set_matplotlib(file_before: str | None) -> None:
    """Give matplotlib the settings and the backend that it would read here and now."""
    matplotlib: Any = sys.modules.get("matplotlib")
    if matplotlib:
        if (file := matplotlib.matplotlib_fname()) != file_before:
            matplotlib.rc_file(file)
            matplotlib.rcParamsOrig = matplotlib.rcParams.copy()
        matplotlib.rcParams["backend"] = os.environ["MPLBACKEND"]


def _limit(scene: Mapping[str, Any]) -> None:
    """Take on the caller's limits, and the one for memory beyond what is imported already."""
    for kind, limits in scene["limits"]:
        resource.setrlimit(kind, limits)
    if scene["memory_limit"]:
        mapped = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (mapped + scene["memory_limit"],) * 2)
