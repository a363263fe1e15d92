import threading
log = []
def work(n, extra=None): log.append((n, extra, threading.current_thread().name))
t = threading.Thread(target=work, args=(1,), kwargs={"extra": "x"}, name="worker-1")
print(t.name, t.is_alive(), t.ident, t.daemon)
t.start()
t.join()
print(t.is_alive(), t.ident is not None, log, t.join(), t.native_id is not None)
ts = [threading.Thread(target=work, args=(i,)) for i in range(3)]
print([x.name for x in ts])
for x in ts: x.start()
for x in ts: x.join()
print(len(log), sorted(n for n, *_ in log))
class My(threading.Thread):
    def __init__(self, n):
        super().__init__(name=f"my-{n}")
        self.n, self.result = n, None
    def run(self): self.result = self.n ** 2
ms = [My(i) for i in range(4)]
for m in ms: m.start()
for m in ms: m.join()
print([m.result for m in ms], [m.name for m in ms], threading.current_thread() is threading.main_thread(), threading.current_thread().name, threading.active_count(), threading.enumerate() == [threading.main_thread()])
t = threading.Thread(target=print, args=("from a builtin",)); t.start(); t.join()
t = threading.Thread(); t.start(); t.join(); print("no target is fine", t.is_alive())
t = threading.Thread(target=lambda: log.append(threading.get_ident() == threading.current_thread().ident)); t.start(); t.join(); print(log[-1], threading.get_native_id() > 0)
