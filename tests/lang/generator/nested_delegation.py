"""Chains of `yield from`: what is sent, thrown, returned and raised through them, and generators that meet themselves."""
import sys
import traceback


def leaf(name):
    got = []
    try:
        while len(got) < 3:
            got.append((yield name, len(got)))
    except KeyError as error:
        got.append(repr(error))
        yield "caught"
    finally:
        print(name, "ends with", got)
    return got


def chain(depth, name):
    if depth:
        result = yield from chain(depth - 1, name)
        return [depth, *result]
    return (yield from leaf(name))


def outer():
    print("result", (yield from chain(4, "deep")))
    yield "after"


g = outer()
print(next(g), g.send("a"), g.send("b"))
print(g.send("c"))
print(list(g))

g = outer()
print(next(g), g.throw(KeyError("k")))
print(g.send(None))

g = outer()
next(g)
g.close()
print(g.gi_frame, list(g))


# Each frame of the chain stands in the traceback.
def breaks(depth):
    if depth:
        yield from breaks(depth - 1)
    yield depth
    raise ValueError(depth)


try:
    for n in breaks(2):
        print(n)
except ValueError:
    print([entry.name for entry in traceback.extract_tb(sys.exc_info()[2])])


def stops():
    raise StopIteration("early")
    yield


def delegates():
    yield from stops()


try:
    list(delegates())
except RuntimeError as error:
    print(error, repr(error.__cause__))


# The exception that is handled inside a chain is not the one of whoever resumes it.
def handles():
    try:
        raise KeyError("inner")
    except KeyError:
        yield repr(sys.exception())
        yield from shows()
        yield repr(sys.exception())


def shows():
    yield repr(sys.exception())
    try:
        raise IndexError("innermost")
    except IndexError:
        yield repr(sys.exception())


try:
    raise OSError("outside")
except OSError:
    for text in handles():
        print(text, repr(sys.exception()))


# A generator that is delegated to twice, and one that delegates to itself.
def shared(source):
    yield from source


numbers = iter(range(6))
pair = (n * n for n in numbers)
first, second = shared(pair), shared(pair)
print(next(first), next(second), next(first), list(second), list(first))


def itself():
    yield 1
    yield from me


me = itself()
try:
    print(next(me), next(me))
except ValueError as error:
    print(error)


# A fresh generator takes nothing but None.
def late():
    source = leaf("late")
    got = yield "ready"
    return (yield from [got]) or (yield from source)


g = late()
print(next(g), g.send("x"), next(g), g.send(1), g.send(2))
print(list(g))


# In a `for`, in a list, in a call, in a comprehension.
def letters(text):
    for letter in text:
        if letter == "-":
            yield from letters("<>")
        else:
            yield letter


print(*letters("a-b"), "".join(letters("--")), [c * 2 for c in letters("x-")])
for i, c in enumerate(letters("-q")):
    print(i, c, end=" ")
print()


def endless(n):
    yield from endless(n + 1)


try:
    next(endless(0))
except RecursionError as error:
    print(str(error)[:32])
