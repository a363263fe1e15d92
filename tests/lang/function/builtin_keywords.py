# What built-in functions say of keywords that they don't have.
import collections
import threading


def say(call):
    try:
        print(call())
    except TypeError as error:
        print(error)


say(lambda: print("a", ennd=""))
say(lambda: sorted([], keyy=1))
say(lambda: [].sort(revers=True))
say(lambda: int("1", basee=2))
say(lambda: "a b".split(sepp=" "))
say(lambda: sum([1], strt=1))
say(lambda: max([1], keyy=len))
say(lambda: zip([1], strct=True))
say(lambda: enumerate([], strt=1))
say(lambda: collections.deque([], maxln=3))
say(lambda: threading.Lock().acquire(blockin=False))
say(lambda: print(zzz=1))
# Something else is wrong first.
say(lambda: open(fil="x"))
say(lambda: int("1", 2, basee=2))
say(lambda: len(obj=[]))
say(lambda: sorted(keyy=1))
