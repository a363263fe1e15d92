"""Attributes and methods of a class change while 8 threads use it; generators are shared."""
import threading

EACH = 600


class Thing:
    kind = 0

    def get(self):
        return self.kind


def other(self):
    return -self.kind


def numbers():
    i = 0
    while True:
        yield i
        i += 1


things = [Thing() for _ in range(8)]
source = numbers()
wrong = []


def work(k):
    thing = things[k]
    for i in range(EACH):
        if k == 0:
            Thing.kind = i % 5
            Thing.get = other if i % 2 else original
            setattr(Thing, f"attribute{i % 60}", i)
        value = thing.get()
        if not -5 < value < 5:
            wrong.append(value)
        try:
            next(source)
        except ValueError as error:
            if str(error) != "generator already executing":
                wrong.append(str(error))


original = Thing.get
threads = [threading.Thread(target=work, args=(k,)) for k in range(8)]
for t in threads:
    t.start()
for t in threads:
    t.join()
assert not wrong, wrong[:5]
print("ok")
