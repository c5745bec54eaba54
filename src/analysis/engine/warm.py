"""A papermill engine that starts warm: each notebook runs in a fork of a helper that has imported everything.

It hands over the cells, and has papermill's own client turn the messages that come back into outputs. How a fork is
started: `analysis.engine.forks`, how it is talked to: `analysis.engine.fork`. Which notebooks run, with what parameters, and what becomes of them
belongs to neither.
"""

import functools
import sys
import time
from contextlib import closing
from typing import Any

from jupyter_client.kernelspec import NATIVE_KERNEL_NAME, KernelSpecManager, NoSuchKernel
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbformat import NotebookNode
from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import Engine, NBClientEngine, NotebookExecutionManager
from papermill.log import logger

from analysis.engine import forks
from analysis.engine.fork import Fork
from analysis.engine.forks import start_fork

_LONGEST_TEXT = 2**20  # of one output: what is ever joined to a long one would be copied ever again


class WarmEngine(Engine):  # type: ignore[misc]
    """Runs a Python notebook in a fork of the helper; papermill knows it by the name `warm`."""

    @classmethod
    def execute_managed_notebook(
        cls,
        nb_man: NotebookExecutionManager,
        kernel_name: str,
        log_output: bool = False,
        stdout_file: Any = None,
        stderr_file: Any = None,
        start_timeout: float = 60,
        execution_timeout: float | None = None,
        timeout: float | None = None,
        memory_limit: int | None = None,
        preload: tuple[str, ...] = (),
        **kwargs: Any,
    ) -> None:
        """Run the cells of `nb_man.nb` until the end or the first error.

        `timeout` is for the whole run and `execution_timeout` for each cell, in seconds; `memory_limit` says
        how many bytes the notebook may take beyond what is imported already; `preload` names modules that are
        imported ahead, once for all notebooks that name the same. The other arguments are those of papermill's
        own engine.
        """
        if reason := _reason_for_stock(nb_man.nb, kernel_name):
            _say_once(f"papermill's own engine runs instead of the warm one: {reason}")
            NBClientEngine.execute_managed_notebook(
                nb_man,
                kernel_name,
                log_output=log_output,
                stdout_file=stdout_file,
                stderr_file=stderr_file,
                start_timeout=start_timeout,
                execution_timeout=execution_timeout,
                timeout=timeout,
                **kwargs,
            )
            return
        kwargs.pop("input_path", None)
        client = PapermillNotebookClient(
            nb_man,
            log=logger,
            log_output=log_output,
            stdout_file=stdout_file,
            stderr_file=stderr_file,
            **{**kwargs, "record_timing": False},
        )
        client.reset_execution_trackers()
        deadline = None if timeout is None else time.monotonic() + timeout
        directory = client.resources.get("metadata", {}).get("path")
        with closing(start_fork(_earlier(deadline, start_timeout), memory_limit, preload, directory)) as fork:
            client.kc = fork
            for index, cell in enumerate(nb_man.nb.cells):
                nb_man.cell_start(cell, index)
                try:
                    _execute(fork, client, cell, index, _earlier(deadline, execution_timeout))
                except CellExecutionError as error:
                    nb_man.cell_exception(cell, cell_index=index, exception=error)
                    break  # papermill finds the error among the outputs and raises it
                except BaseException as error:
                    nb_man.cell_exception(cell, cell_index=index, exception=error)
                    raise
                finally:
                    nb_man.cell_complete(cell, cell_index=index)
            nb_man.nb.metadata["language_info"] = fork.language_info
            client.set_widgets_metadata()
            fork.say_farewell()


def _reason_for_stock(notebook: NotebookNode, kernel_name: str) -> str | None:
    if not forks.are_safe():
        return f"forking a process that has imported everything is not safe on {sys.platform}"
    kernel = notebook.metadata.get("kernelspec", {})
    language = kernel.get("language", "python")
    if language != "python":
        return f"it knows Python only, not {language}"
    return _reason_of_kernel(kernel_name or kernel.get("name") or NATIVE_KERNEL_NAME)


@functools.cache
def _reason_of_kernel(name: str) -> str | None:
    """Say why a kernel is another one than a fork of this Python gives."""
    try:
        specification = KernelSpecManager().get_kernel_spec(name)
    except NoSuchKernel:
        return f"it does not know the kernel {name!r}"
    python, *arguments = specification.argv
    version = sys.version_info
    ours = {"python", f"python{version.major}", f"python{version.major}.{version.minor}", sys.executable}
    if python not in ours or arguments[:2] != ["-m", "ipykernel_launcher"] or specification.env:
        return f"the kernel {name!r} is another than that of {sys.executable}"
    return None


@functools.cache
def _say_once(message: str) -> None:
    logger.warning(message)


def _earlier(deadline: float | None, seconds: float | None) -> float | None:
    """Return the deadline, or the moment in so many seconds if that comes first."""
    moments = [deadline, None if seconds is None else time.monotonic() + seconds]
    return min((moment for moment in moments if moment is not None), default=None)


def _execute(
    fork: Fork, client: PapermillNotebookClient, cell: NotebookNode, index: int, deadline: float | None
) -> None:
    """Run one cell and fill in its outputs."""
    tags = cell.metadata.get("tags", [])
    if cell.cell_type != "code" or not cell.source.strip() or client.skip_cells_with_tag in tags:
        return
    client.clear_before_next_output = False
    place = _place(client.nb.cells, index)
    request = fork.execute(cell.source)
    try:
        while (message := fork.receive(deadline))["msg_type"] != "execute_reply":
            if message["parent_header"].get("msg_id") == request:  # else an earlier cell has said it too late
                client.process_message(message, cell, index)
                _join_text(cell.outputs)
    except TimeoutError:
        raise CellTimeoutError(f"{place} was still running when its time was over, and was killed") from None
    except EOFError:
        raise DeadKernelError(f"{place}: the notebook's process {fork.how_it_ended()}") from None
    reply = message["content"]
    cell.execution_count = reply["execution_count"]
    if reply["status"] == "error" and not client.allow_errors and "raises-exception" not in tags:
        raise CellExecutionError.from_cell_and_msg(cell, reply)


def _place(cells: list[NotebookNode], index: int) -> str:
    """Name a cell by its number as JupyterLab shows it where all have run in order: one without code has none."""
    return f"cell [{sum(each.cell_type == 'code' and bool(each.source.strip()) for each in cells[: index + 1])}]"


def _join_text(outputs: list[NotebookNode]) -> None:
    """Make one of the last two outputs if both are of the same stream, however the text came in pieces."""
    if len(outputs) > 1 and all(output.output_type == "stream" for output in outputs[-2:]):
        before, last = outputs[-2:]
        if before.name == last.name and len(before.text) < _LONGEST_TEXT:
            before.text += last.text
            outputs.pop()
