"""Lists, dicts and sets read and iterated by some threads while others shrink, grow, sort and clear them."""
import threading

EACH = 400
numbers = list(range(200))
table = {i: str(i) for i in range(200)}
group = set(range(200))
stop = threading.Event()
wrong = []


def write(k):
    for i in range(EACH):
        numbers.append(i)
        if len(numbers) > 300:
            del numbers[100:]
        if i % 7 == k % 7:
            numbers.sort()
        try:
            numbers.pop()
        except IndexError:
            pass
        table[1000 + k * EACH + i] = str(1000 + k * EACH + i)
        table.pop(1000 + k * EACH + i - 5, None)
        group.add(1000 + i)
        group.discard(1000 + i - 3)
        if i % 97 == 0:
            group.clear()
            numbers[:] = range(150)


def read():
    while not stop.is_set():
        for number in list(numbers):
            if not isinstance(number, int):
                wrong.append(number)
        try:
            for key, value in table.items():
                if value != str(key):
                    wrong.append((key, value))
        except RuntimeError:
            pass
        try:
            for item in group:
                if not isinstance(item, int):
                    wrong.append(item)
        except RuntimeError:
            pass


writers = [threading.Thread(target=write, args=(k,)) for k in range(4)]
readers = [threading.Thread(target=read) for _ in range(4)]
for t in writers + readers:
    t.start()
for t in writers:
    t.join()
stop.set()
for t in readers:
    t.join()
assert not wrong, wrong[:5]
print("ok")
