"""What is one step stays one while others change the same thing: lists of dicts, set algebra in place, searching a deque, a shared iterator, a cache."""
import collections
import functools
import threading

THREADS, EACH = 4, 400
KEPT = range(0, 1000, 50)
wrong = []
barrier = threading.Barrier(THREADS)


def check(truth, what):
    if not truth:
        wrong.append(what)


def at_once(*jobs):
    """Runs each job EACH times; the first in one thread, the others by turns in the rest."""
    def work(k):
        job = jobs[0] if k == 0 else jobs[1 + k % (len(jobs) - 1)]
        barrier.wait()
        try:
            for i in range(EACH):
                job(i, k)
        except Exception as error:
            wrong.append(repr(error))

    threads = [threading.Thread(target=work, args=(k,)) for k in range(THREADS)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()


def lists_of_a_dict():
    d = dict.fromkeys(KEPT)

    def read(i, k):
        for items in (list(d), list(d.keys()), sorted(d), [key for key, _ in list(d.items())], tuple(d)):
            check(set(KEPT) <= set(items) and len(items) == len(set(items)), "list(d)")
        check(len(list(d.values())) >= len(KEPT), "list(d.values())")

    def write(i, k):
        d[-k * EACH - i] = i
        del d[-k * EACH - i]

    at_once(read, write)


def algebra():
    s, kept = set(KEPT), set(KEPT)

    def compute(i, k):
        check(kept <= s, "<=")
        check(s & kept == kept, "&")
        check(kept - s == set(), "-")
        check(kept <= s.copy(), "copy")
        check(s >= kept, ">=")

    def change(i, k):
        s.add(-k * EACH - i)
        s.discard(-k * EACH - i)

    def arrange(i, k):
        s.add(-k * EACH - i)
        str(frozenset(s))
        s.discard(-k * EACH - i)

    at_once(compute, change, arrange)
    check(s == kept, "set left")


def intersected():
    """What is in both sets survives &=, and what was taken out does not come back."""
    s, allowed = set(), set(range(THREADS * EACH)) | {"always"}

    def intersect(i, k):
        nonlocal s
        s &= allowed

    def change(i, k):
        number = k * EACH + i
        s.add(number)
        check(number in s, "added, and gone after &=")
        s.discard(number)
        check(number not in s, "discarded, and there after &=")

    at_once(intersect, change)
    check(not s, "left after &=")


def toggled():
    s = set()

    def toggle(i, k):
        nonlocal s
        s ^= {i % 5}

    at_once(toggle, toggle)
    check(not s, f"toggled an even number of times: {s}")


def updated():
    d = {}

    def update(i, k):
        d.update(a=k, b=k, c=k)

    at_once(update, update)
    check(len(set(d.values())) == 1, f"one update won half: {d}")


def searched():
    q = collections.deque(KEPT)

    def search(i, k):
        check(950 in q, "in deque")
        check(q.index(0) >= 0, "index")
        q.remove(500)
        q.append(500)

    def change(i, k):
        q.append(-k)
        q.remove(-k)

    at_once(search, change)
    check(sorted(q) == list(KEPT), f"deque left: {q}")


def ends():
    """An end of a list that is never empty."""
    x = [0] * 10

    def pop_first(i, k):
        x.pop(0)
        x.append(0)

    def last(i, k):
        x[-1] = 0
        check(x[-1] == 0, "last")
        x.append(0)
        del x[-1]

    at_once(pop_first, last)
    check(len(x) == 10, f"list left: {x}")


def numbers_of_a_range():
    iterators = [iter(range(3)) for _ in range(EACH)]

    def take(i, k):
        for number in iterators[i]:
            check(0 <= number < 3, f"range(3) gave {number}")

    at_once(take, take)


def cached():
    calls = []

    @functools.lru_cache(maxsize=8)
    def number(n):
        calls.append(n)
        return n

    for n in range(8):
        number(n)

    def ask(i, k):
        check(number(i % 8) == i % 8, "cache")

    at_once(ask, ask)
    check(len(calls) == 8, f"calls: {calls}")


for test in (lists_of_a_dict, algebra, intersected, toggled, updated, searched, ends, numbers_of_a_range, cached):
    test()
for what in sorted(set(wrong))[:20]:
    print(what)
print("ok" if not wrong else f"{len(wrong)} wrong")
