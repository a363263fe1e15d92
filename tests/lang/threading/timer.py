import threading, time
out = []
t = threading.Timer(0.01, out.append, args=("fired",))
t.start(); t.join()
print(out)
t = threading.Timer(10, out.append, ["never"])
t.start(); t.cancel(); t.join()
print(out, t.finished.is_set())
t = threading.Timer(0.001, lambda **k: out.append(k), kwargs={"a": 1})
print(isinstance(t, threading.Thread)); t.start(); t.join()
print(out)
