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
class Described(threading.local):
    @property
    def double(self):
        return self.n * 2
    @double.setter
    def double(self, value):
        self.n = value // 2
d = Described()
d.double = 12
print(d.n, d.double, d.__dict__)
def look():
    d.n = 1
    out.append((d.double, d.__dict__))
t = threading.Thread(target=look); t.start(); t.join()
print(out[-1], d.n)
setattr(d, "made" + "up", 3)
print(getattr(d, "made" + "up"), vars(d))
