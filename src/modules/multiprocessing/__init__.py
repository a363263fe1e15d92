"""The parts of multiprocessing that run in threads: `pool.ThreadPool` and `dummy`. Whoever asks for processes is told what to do instead."""

from os import cpu_count

_ABSENT = {
    "Process", "Pool", "Queue", "SimpleQueue", "JoinableQueue", "Pipe", "Manager", "Value", "Array", "RawValue", "RawArray", "Lock",
    "RLock", "Semaphore", "BoundedSemaphore", "Condition", "Event", "Barrier", "get_context", "set_start_method", "get_start_method",
    "current_process", "parent_process", "active_children", "freeze_support", "log_to_stderr", "get_logger", "managers",
    "shared_memory", "connection", "process",
}


class ProcessError(Exception):
    """Base of what is raised here."""


class TimeoutError(ProcessError):
    """A result did not come in time."""


def __getattr__(name):
    if name not in _ABSENT:
        raise AttributeError(f"module 'multiprocessing' has no attribute {name!r}")
    error = ImportError(f"cannot import name {name!r} from 'multiprocessing'", name="multiprocessing")
    error.add_note("gilscope runs the threads of one process: threading and queue, or multiprocessing.dummy, have the same names; "
                   "--gil off shows what processes would gain")
    raise error
