"""Workers that make reports: threads here, or a Dask cluster; both are an executor of `concurrent.futures`."""

from collections.abc import Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

from analysis.errors import Refused
from analysis.reports.run import Made, Task, make

ANSWER_SECONDS = 10


@contextmanager
def workers(number: int, scheduler: str | None) -> Iterator[Executor]:
    """Open a pool of workers; when what is done with it ends early, no further task is begun."""
    if scheduler:
        with _cluster(scheduler) as executor:
            yield executor
        return
    # A thread each: the work is done in the notebooks' own processes.
    executor = ThreadPoolExecutor(number, thread_name_prefix="report")
    try:
        yield executor
    finally:
        executor.shutdown(wait=False, cancel_futures=True)


@contextmanager
def _cluster(scheduler: str) -> Iterator[Executor]:
    from distributed import Client

    try:
        client = Client(scheduler, timeout=ANSWER_SECONDS)
    except (OSError, ValueError) as error:
        raise Refused(f"no Dask scheduler answers at {scheduler}: {error}") from None
    with client:
        yield client.get_executor(pure=False)


def made(future: Future[Any]) -> Made:
    """Take what a worker hands back, or tell that it was lost."""
    try:
        result: Made = future.result()
        return result
    except Exception as error:  # noqa: BLE001 - a lost worker is one failed report
        return Made("", 0.0, error=f"the worker was lost: {type(error).__name__}")


def submit(executor: Executor, task: Task) -> Future[Any]:
    """Hand a task to the pool."""
    return executor.submit(make, task)
