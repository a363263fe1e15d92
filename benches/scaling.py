"""What does without sharing should scale: small functions, each run by one thread and then by two at once.

Prints, for each function, how many times as much two threads got done as one, best of five (and of up to fifteen, until it is 1.7). Without
a GIL that is near 2 on two free cores; with one it is near 1. The second column reckons with CPU time, which other programs disturb less:
it falls below 2 when the threads slow each other down, but does not know of waits. The verdict:

    scales    1.7 or more
    slows     less, in CPU time too: the threads disturb each other
    waits     less, though not in CPU time: the threads wait for each other, or for a core that another program has

Names on the command line choose functions.

    gilscope --gil off benches/scaling.py
"""

import dataclasses
import importlib
import sys
import threading
import time


def optional(name):
    """A module, or None where there is none; the functions about it are left out then."""
    try:
        return importlib.import_module(name)
    except ImportError:
        return None


collections, copy, operator = optional("collections"), optional("copy"), optional("operator")

N = 500_000
ROUNDS, MOST_ROUNDS = 5, 15
WANTED = 1.7


class Point:
    def __init__(self, x, y):
        self.x = x
        self.y = y

    def shifted(self, by):
        return self.x + by


class Context:
    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        return False


@dataclasses.dataclass
class Record:
    name: str
    size: int


if collections:
    Pair = collections.namedtuple("Pair", "first second")
if operator:
    upper = operator.methodcaller("upper")
local = threading.local()
shared_list = [1, 2, 3]
shared_dict = {"a": 1, "b": 2}
shared_point = Point(1, 2)


def list_append_pop(n):
    items = []
    for i in range(n):
        items.append(i)
        items.append(i)
        items.pop()


def module_attribute(n):
    for _ in range(n):
        sys.maxsize
        time.monotonic


def rounding(n):
    for i in range(n):
        round(i * 0.37, 1)


def with_statement(n):
    context = Context()
    for _ in range(n):
        with context:
            pass


def float_multiplication(n):
    x = 1.0
    for _ in range(n):
        x = x * 1.0000001
        x = x * 0.9999999


def generator(n):
    for _ in (i for i in range(n)):
        pass


def method(n):
    point = Point(1, 2)
    for i in range(n):
        point.shifted(i)


def shared_method(n):
    for i in range(n):
        shared_point.shifted(i)


def helper(a, b):
    return a


def function(n):
    for i in range(n):
        helper(i, i)


def string_constant(n):
    for _ in range(n):
        s = "constant"
        s == "other"
        len(s)


def tuple_constant(n):
    for _ in range(n):
        a, b = (1, 2)
        (1, 2)[0]


def object_creation(n):
    for i in range(n):
        Point(i, i)


def closure_creation(n):
    for i in range(n):
        (lambda: i)()


def dict_creation(n):
    for i in range(n):
        {"a": i, "b": i}


def list_creation(n):
    for i in range(n):
        [i, i, i]


def string_building(n):
    for i in range(n):
        f"{i}: {i + 1}".split(":")


def thread_local(n):
    local.value = 0
    for _ in range(n):
        local.value


def shared_reads(n):
    for _ in range(n):
        shared_list[1]
        shared_dict["a"]


def global_function_call(n):
    for i in range(n):
        abs(i)
        min(i, 5)


def method_caller(n):
    for _ in range(n // 2):
        upper("text")


def exceptions(n):
    for _ in range(n // 2):
        try:
            raise ValueError("no")
        except ValueError:
            pass


def dataclass(n):
    for i in range(n // 2):
        Record("a", i) == Record("b", i)


def named_tuple(n):
    for i in range(n // 2):
        Pair(i, i).second


def deep_copy(n):
    for _ in range(n // 40):
        copy.deepcopy({"a": [1, 2, (3, 4)], "b": "text"})


FUNCTIONS = [
    list_append_pop, module_attribute, rounding, with_statement, float_multiplication, generator, method, shared_method,
    function, string_constant, tuple_constant, object_creation, closure_creation, dict_creation, list_creation, string_building,
    thread_local, shared_reads, global_function_call, exceptions, dataclass,
]
FUNCTIONS += [method_caller] if operator else []
FUNCTIONS += [named_tuple] if collections else []
FUNCTIONS += [deep_copy] if copy else []


def run(function, threads):
    """Wall time, from the first start to the last end, and mean CPU time that so many threads take to run the function once each."""
    barrier = threading.Barrier(threads)
    starts, ends, cpu = [], [], []

    def work():
        barrier.wait()
        start = time.thread_time()
        starts.append(time.perf_counter())
        function(N)
        ends.append(time.perf_counter())
        cpu.append(time.thread_time() - start)

    workers = [threading.Thread(target=work) for _ in range(threads)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return max(ends) - min(starts), sum(cpu) / threads


def scaling(function):
    """How many times as much two threads do as one, by the best wall and CPU times of some rounds."""
    function(N // 10)
    alone, both, best = [], [], [0, 0]
    for rounds in range(MOST_ROUNDS):
        if rounds >= ROUNDS and best[0] >= WANTED:
            break
        alone.append(run(function, 1))
        both.append(run(function, 2))
        best = [2 * min(one[i] for one in alone) / min(two[i] for two in both) for i in (0, 1)]
    return best


def verdict(wall, cpu):
    """What the two figures say."""
    if wall >= WANTED:
        return "scales"
    return "waits" if cpu >= WANTED else "slows"


chosen = [f for f in FUNCTIONS if f.__name__ in sys.argv[1:]] or FUNCTIONS
print(f"{'':<22}{'wall':>6}{'cpu':>6}")
for function in chosen:
    wall, cpu = scaling(function)
    print(f"{function.__name__:<22}{wall:6.2f}{cpu:6.2f}  {verdict(wall, cpu)}", flush=True)
