"""The operators as functions."""
import operator as op


def outcome(function, *args, **kwargs):
    try:
        return function(*args, **kwargs)
    except Exception as error:
        return f"{type(error).__name__}: {error}"


for name in """lt le eq ne gt ge add sub mul truediv floordiv mod pow lshift rshift and_ or_ xor iadd isub imul itruediv ifloordiv
imod ipow ilshift irshift iand ior ixor is_ is_not __add__ __lt__ __and__ __iadd__""".split():
    print(name, outcome(getattr(op, name), 13, 4), outcome(getattr(op, name), 3, "a"))
print(op.neg(5), op.pos(-5), op.invert(5), op.inv(0), op.abs(-3), op.not_([]), op.truth("a"), op.index(True), outcome(op.index, 1.5))
print(op.concat([1], [2]), outcome(op.concat, 1, 2), op.contains("abc", "b"), op.countOf([1, 2, 1], 1), op.indexOf("abc", "c"), outcome(op.indexOf, "abc", "z"))
items = [1, 2, 3]
op.setitem(items, 0, 9)
op.delitem(items, 1)
print(items, op.getitem(items, 1), op.iconcat(items, [5]), items, outcome(op.getitem, {}, "k"))
print(op.length_hint(items), op.length_hint(iter(items)), op.length_hint(5, 7), op.length_hint((i for i in items)), outcome(op.length_hint, 5, "a"))
print(op.call(max, 1, 5, key=lambda x: -x), op.__not__ is op.not_, op.__abs__ is op.abs, op.__index__(3))
print(outcome(op.add), outcome(op.add, 1), outcome(op.neg, "a"), outcome(op.matmul, 1, 2))
