"""Workers that make reports: threads here, or a Dask cluster; both are an executor of `concurrent.futures`.

A worker elsewhere works in a project of its own, which must be the same as ours byte by byte.
"""

from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from typing import Any

from analysis import folders
from analysis.errors import Refused
from analysis.reports import fingerprint
from analysis.reports.files import touched
from analysis.reports.fingerprint import Inputs
from analysis.reports.make_report import Made, Task, make

ANSWER_SECONDS = 10
Submit = Callable[[Task], "Future[Made]"]


@contextmanager
def of_threads(number: int) -> Iterator[Submit]:
    """Open a pool of threads, one for each report at a time: the work is done in the notebooks' own processes.

    When what is done with it ends early, no further report is begun.
    """
    executor = ThreadPoolExecutor(number, thread_name_prefix="report")
    try:
        yield lambda task: executor.submit(make, task)
    finally:
        executor.shutdown(wait=False, cancel_futures=True)


@contextmanager
def of_cluster(scheduler: str, inputs: Inputs) -> Iterator[Submit]:
    """Open the pool of a Dask cluster, all of whose workers see the same inputs as we do."""
    from distributed import Client

    try:
        client = Client(scheduler, timeout=ANSWER_SECONDS)
        client.wait_for_workers(1, timeout=ANSWER_SECONDS)
    except (OSError, ValueError) as error:
        raise Refused(f"no Dask scheduler with a worker answers at {scheduler}: {error}") from None
    with client:
        try:
            seen = client.run(own_inputs)
        except Exception as error:  # noqa: BLE001 - whatever it is, this worker can't be used
            raise Refused(f"a worker of {scheduler} has no project to work in: {error}") from None
        for worker, own in seen.items():
            if differing := _difference(own, inputs):
                raise Refused(f"worker {worker}: {differing}")
        executor: Executor = client.get_executor(pure=False)
        yield lambda task: executor.submit(make_elsewhere, task, inputs)


def make_elsewhere(task: Task, inputs: Inputs) -> Made:
    """Make a report on a worker, which may have joined after the others were looked at.

    What it was made from is looked at before and after: a file that was touched meanwhile gives no report.
    """
    before = _touched()
    if differing := _difference(own_inputs(), inputs):
        return Made("", 0.0, error=f"the worker was refused: {differing}")
    made = make(task)
    return made if _touched() == before else Made("", 0.0, error="the worker's tables or code were changed meanwhile")


def own_inputs() -> Inputs:
    """Say what reports are made from where this runs; the code as it was when this process first looked.

    The notebook comes with its task, and reports.yml is read by the builder alone.
    """
    return replace(fingerprint.inputs(b"", folders.folders().raw, {}), code=_code_as_loaded())


def _touched() -> list[str]:
    return [touched(folder) for folder in (folders.folders().raw, fingerprint.CODE)]


@cache
def _code_as_loaded() -> str:
    return fingerprint.code()


def _difference(own: Inputs, inputs: Inputs) -> str:
    named = {"raw": "raw tables", "code": "code", "versions": "versions of libraries"}
    parts = [words for part, words in named.items() if getattr(own, part) != getattr(inputs, part)]
    return f"its {', '.join(parts)} differ; bring it to the same commit and start it again" if parts else ""


def made(future: "Future[Any]") -> Made:
    """Take what a worker hands back, or tell that it was lost."""
    try:
        result: Made = future.result()
        return result
    except Exception as error:  # noqa: BLE001 - a lost worker is one failed report
        return Made("", 0.0, error=f"the worker was lost: {type(error).__name__}")
