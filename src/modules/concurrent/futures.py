"""Results to come: futures, what waits for them, and the pool of threads that makes them."""

from concurrent.futures._base import (
    ALL_COMPLETED, FIRST_COMPLETED, FIRST_EXCEPTION, BrokenExecutor, CancelledError, Executor, Future, InvalidStateError,
    TimeoutError, as_completed, wait,
)
from concurrent.futures.thread import ThreadPoolExecutor

__all__ = ["FIRST_COMPLETED", "FIRST_EXCEPTION", "ALL_COMPLETED", "CancelledError", "TimeoutError", "InvalidStateError",
           "BrokenExecutor", "Future", "Executor", "wait", "as_completed", "ProcessPoolExecutor", "ThreadPoolExecutor"]


class ProcessPoolExecutor(Executor):
    """Is there so that it can be imported."""

    def __init__(self, *args, **kwargs):
        raise NotImplementedError(
            "gilscope runs no processes: use ThreadPoolExecutor, with --gil off to see it compute on all cores"
        )
