"""Every operation that adds, on fresh empty things, and every one that removes, by four threads at the same moment: nothing is lost, doubled or taken twice.

    lost_writes.py [ROUNDS [PART OF]]    rounds of each operation (20), and which part of the operations (another twentieth each time)

Adders start together on an empty thing, each with items of its own. Removers start together on a full one; what they say they took must be what is
missing. Then both at once: what was put in is there, or was taken, once.
"""
import collections
import functools
import queue
import sys
import threading
import time
import types

ROUNDS = int(sys.argv[1]) if len(sys.argv) > 1 else 20
PART, OF = (int(word) for word in sys.argv[2:4]) if len(sys.argv) > 3 else (time.time_ns() // 1000 % 20 + 1, 20)
THREADS, EACH = 4, 6
TOTAL = THREADS * EACH


class Key:
    """A number that only script code compares; many share a hash."""

    def __init__(self, number):
        self.number = number

    def __eq__(self, other):
        return self.number == other.number

    def __hash__(self):
        return self.number % 3


KEYS = [Key(n) for n in range(TOTAL)]


class Open:
    pass


def number_of(key):
    return key.number if isinstance(key, Key) else int(key)


def name_numbers(names):
    return [int(name[1:]) for name in names if name[0] == "a" and name[1:].isdigit()]


def item_or(operation):
    """Takes an item, None if there is none."""
    def take(x, n):
        try:
            return operation(x, n)
        except (IndexError, ValueError):
            return None
    return take


def lists():
    def step(x, n):
        x += [n]

    add = {
        "append": lambda x, n: x.append(n),
        "insert first": lambda x, n: x.insert(0, n),
        "insert last": lambda x, n: x.insert(len(x), n),
        "insert from end": lambda x, n: x.insert(-2, n),
        "extend list": lambda x, n: x.extend([n]),
        "extend tuple": lambda x, n: x.extend((n,)),
        "extend generator": lambda x, n: x.extend(i for i in (n,)),
        "extend dict": lambda x, n: x.extend({n: 1}),
        "+=": step,
        "first slice": lambda x, n: x.__setitem__(slice(0, 0), [n]),
        "last slice": lambda x, n: x.__setitem__(slice(TOTAL, None), [n]),
    }
    take = {
        "pop": item_or(lambda x, n: x.pop()),
        "pop first": item_or(lambda x, n: x.pop(0)),
        "pop last but one": item_or(lambda x, n: x.pop(-2)),
        "remove": item_or(lambda x, n: (x.remove(n), n)[1]),
    }
    return list, add, take, list


def key_lists():
    def remove(x, n):
        try:
            x.remove(Key(n))
        except ValueError:
            return None
        return n

    return list, {"append": lambda x, n: x.append(KEYS[n])}, {"remove": remove}, lambda x: [key.number for key in x]


def dicts(make=dict, key=lambda n: n):
    def union(x, n):
        x |= {key(n): n}

    def item(x, n):
        x[key(n)] = n

    add = {
        "item": item,
        "setdefault": lambda x, n: x.setdefault(key(n), n),
        "update": lambda x, n: x.update({key(n): n}),
        "update pairs": lambda x, n: x.update([(key(n), n)]),
        "update keywords": lambda x, n: x.update(**{f"a{n}": n}),
        "|=": union,
    }

    def pop(x, n):
        return x.pop(key(n), None)

    def delete(x, n):
        try:
            del x[key(n)]
        except KeyError:
            return None
        return n

    def popitem(x, n):
        try:
            return x.popitem()[1]
        except KeyError:
            return None

    def check(x):
        assert len(x) == len(list(x)) == len(list(x.items()))
        return list(x.values())

    return make, add, {"pop": pop, "del": delete, "popitem": popitem}, check


def key_dicts():
    return dicts(dict, Key)


def ordered_dicts():
    make, add, take, check = dicts(collections.OrderedDict)

    def first(x, n):
        try:
            return x.popitem(False)[1]
        except KeyError:
            return None

    return make, add, {**take, "popitem first": first}, check


def default_dicts():
    def check(x):
        return list(x[0])

    return (lambda: collections.defaultdict(list)), {"missing": lambda x, n: x[0].append(n)}, {}, check


def sets(key=lambda n: n):
    def union(x, n):
        x |= {key(n)}

    def toggle(x, n):
        x ^= {key(n)}

    add = {
        "add": lambda x, n: x.add(key(n)),
        "update": lambda x, n: x.update([key(n)]),
        "update set": lambda x, n: x.update({key(n)}),
        "update dict": lambda x, n: x.update({key(n): n}),
        "|=": union,
        "^=": toggle,
        "toggle": lambda x, n: x.symmetric_difference_update([key(n)]),
    }

    def pop(x, n):
        try:
            return number_of(x.pop())
        except KeyError:
            return None

    def remove(x, n):
        try:
            x.remove(key(n))
        except KeyError:
            return None
        return n

    def check(x):
        items = list(x)
        assert len(x) == len(items) == len(set(items)), items
        assert all(item in x for item in items)
        return [number_of(item) for item in items]

    return set, add, {"pop": pop, "remove": remove}, check


def deques():
    def step(x, n):
        x += [n]

    add = {
        "append": lambda x, n: x.append(n),
        "appendleft": lambda x, n: x.appendleft(n),
        "extend": lambda x, n: x.extend([n]),
        "extendleft": lambda x, n: x.extendleft([n]),
        "insert": lambda x, n: x.insert(1, n),
        "+=": step,
        "rotated": lambda x, n: (x.append(n), x.rotate(1)),
        "reversed": lambda x, n: (x.append(n), x.reverse()),
    }
    take = {
        "pop": item_or(lambda x, n: x.pop()),
        "popleft": item_or(lambda x, n: x.popleft()),
        "remove": item_or(lambda x, n: (x.remove(n), n)[1]),
    }
    return collections.deque, add, take, list


def byte_arrays():
    def step(x, n):
        x += bytes([n])

    add = {
        "append": lambda x, n: x.append(n),
        "extend": lambda x, n: x.extend([n]),
        "insert": lambda x, n: x.insert(1, n),
        "+=": step,
        "first slice": lambda x, n: x.__setitem__(slice(0, 0), bytes([n])),
        "once more": lambda x, n: (x.append(n), x.__imul__(1)),
    }
    take = {
        "pop": item_or(lambda x, n: x.pop()),
        "pop first": item_or(lambda x, n: x.pop(0)),
        "remove": item_or(lambda x, n: (x.remove(n), n)[1]),
    }
    return bytearray, add, take, list


def attributes(make=Open):
    add = {
        "setattr": lambda x, n: setattr(x, f"a{n}", n),
        "new and back": lambda x, n: (setattr(x, f"a{n}", 0), delattr(x, f"a{n}"), setattr(x, f"a{n}", n)),
    }

    def delete(x, n):
        try:
            delattr(x, f"a{n}")
        except AttributeError:
            return None
        return n

    def check(x):
        numbers = name_numbers(vars(x))
        assert all(getattr(x, f"a{n}") == n for n in numbers)
        return numbers

    return make, add, {"delattr": delete}, check


def attribute_dicts():
    make, add, take, check = attributes()

    def item(x, n):
        x.__dict__[f"a{n}"] = n

    add = {
        "item": item,
        "setdefault": lambda x, n: x.__dict__.setdefault(f"a{n}", n),
        "update": lambda x, n: x.__dict__.update({f"a{n}": n}),
    }
    return make, add, {"pop": lambda x, n: x.__dict__.pop(f"a{n}", None)}, check


def class_attributes():
    return attributes(lambda: type("Fresh", (), {}))


def base_attributes():
    """Set on a base while a derived class is asked."""
    def make():
        base = type("Base", (), {})
        return type("Derived", (base,), {"base": base})

    def check(x):
        assert all(getattr(x, name) == n for name, n in vars(x.base).items() if name[1:].isdigit())
        return name_numbers(vars(x.base))

    return make, {"set": lambda x, n: setattr(x.base, f"a{n}", n)}, {}, check


def module_attributes():
    return attributes(lambda: types.ModuleType("fresh"))


def function_attributes():
    def make():
        return lambda: None

    return attributes(make)


def global_variables():
    return dict, {"exec": lambda x, n: exec(f"a{n} = {n}", x)}, {}, name_numbers


def subclasses():
    return (lambda: type("Base", (), {})), {"class": lambda x, n: keep.append(type(f"a{n}", (x,), {}))}, {}, lambda x: name_numbers([c.__name__ for c in x.__subclasses__()])


keep = []


def queues(make=queue.SimpleQueue):
    def get(x, n):
        try:
            return x.get_nowait()
        except queue.Empty:
            return None

    def check(x):
        items = []
        while (item := get(x, 0)) is not None:
            items.append(item)
        return items

    return make, {"put": lambda x, n: x.put(n)}, {"get": get}, check


def counted_queues():
    return queues(queue.Queue)


def sorted_queues():
    return queues(queue.PriorityQueue)


def caches():
    """A cache with room for all keeps them all, also when they are asked for by all at once."""
    def make():
        calls = []

        @functools.lru_cache(maxsize=TOTAL)
        def number(n):
            calls.append(n)
            return n

        number.calls = calls
        return number

    def ask(x, n):
        assert x(n) == n
        assert x(n) == n

    def check(x):
        info = x.cache_info()
        assert info.currsize == TOTAL and info.misses == TOTAL and info.hits == TOTAL, info
        return x.calls

    return make, {"call": ask}, {}, check


def key_sets():
    return sets(Key)


ALL = {f.__name__: f for f in (
    lists, key_lists, dicts, key_dicts, ordered_dicts, default_dicts, sets, key_sets, deques, byte_arrays, attributes, attribute_dicts, class_attributes,
    base_attributes, module_attributes, function_attributes, global_variables, subclasses, queues, counted_queues, sorted_queues, caches)}


class Together:
    """Runs a job on all threads at the same moment, as often as wanted."""

    def __init__(self):
        self.barrier = threading.Barrier(THREADS + 1)
        self.job = None
        self.failures = []
        self.threads = [threading.Thread(target=self.work, args=(k,)) for k in range(THREADS)]
        for thread in self.threads:
            thread.start()

    def work(self, k):
        while True:
            self.barrier.wait()
            if self.job is None:
                return
            for round in range(ROUNDS):
                try:
                    self.job(round, k)
                except Exception as error:
                    self.failures.append(f"{type(error).__name__}: {error}")
            self.barrier.wait()

    def run(self, job):
        self.job = job
        self.barrier.wait()
        if job is not None:
            self.barrier.wait()

    def end(self):
        self.run(None)
        for thread in self.threads:
            thread.join()


def mine(k):
    return range(k * EACH, (k + 1) * EACH)


def main():
    together = Together()
    wrong = []

    def compare(name, got, wanted=range(TOTAL)):
        got = sorted(got)
        if got != list(wanted):
            wrong.append(f"{name}: {got}")

    def attempt(name, make, add, take, check):
        things = [make() for _ in range(ROUNDS)]
        taken = [[[] for _ in range(THREADS)] for _ in range(ROUNDS)]

        def adding(round, k):
            for n in mine(k):
                add(things[round], n)

        def removing(round, k):
            # Others' items too, so that some are wanted by two.
            for n in [*mine(k), *mine((k + 1) % THREADS)]:
                taken[round][k].append(take(things[round], n))

        def mixed(round, k):
            if k % 2:
                removing(round, k)
            else:
                adding(round, k)
                adding(round, k + 1)

        if add and take:
            for round in range(ROUNDS):
                if round % 3 == 0:
                    for n in range(TOTAL):
                        add(things[round], n)
            together.run(lambda round, k: removing(round, k) if round % 3 == 0 else mixed(round, k))
        else:
            together.run(adding)
        for thing, taken in zip(things, taken):
            items = [item for some in taken for item in some if item is not None]
            compare(name, check(thing) + items)

    attempts = []
    for kind, describe in ALL.items():
        make, adders, takers, check = describe()
        for adder, add in adders.items():
            attempts.append((f"{kind}, {adder}", make, add, None, check))
        adder, add = next(iter(adders.items()))
        for taker, take in takers.items():
            attempts.append((f"{kind}, {adder} and {taker}", make, add, take, check))
    for parts in attempts[PART - 1::OF]:
        attempt(*parts)
    together.end()
    wrong += together.failures
    for line in wrong[:20]:
        print(line)
    print("ok" if not wrong else f"{len(wrong)} failures in part {PART} of {OF}")


main()
