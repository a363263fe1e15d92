import threading
data = threading.local()
data.x = "main"
seen = []
def work(i):
    seen.append(hasattr(data, "x"))
    data.x = i
    for _ in range(100): data.x += 1
    seen.append(data.x - i)
ts = [threading.Thread(target=work, args=(i * 1000,)) for i in range(4)]
for t in ts: t.start()
for t in ts: t.join()
print(sorted(seen, key=str), data.x)
class My(threading.local):
    kind = "class attribute"
    def __init__(self, start):
        self.n = start
    def bump(self):
        self.n += 1
        return self.n
m = My(10)
m.bump()
out = []
t = threading.Thread(target=lambda: out.append((m.bump(), m.kind))); t.start(); t.join()
print(out, m.n, m.__dict__)
try: data.nope
except AttributeError as e: print(e)
del data.x
print(hasattr(data, "x"))
