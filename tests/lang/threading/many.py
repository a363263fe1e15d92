import threading
n, lock = 0, threading.Lock()
def work():
    global n
    with lock: n += 1
for _ in range(4):
    ts = [threading.Thread(target=work) for _ in range(50)]
    for t in ts: t.start()
    for t in ts: t.join()
print(n, threading.active_count())
names = []
t = threading.Thread(target=lambda: names.append(threading.current_thread().name)); t.name = "renamed"; t.start(); t.join()
print(names, t.name, repr(t).startswith("<Thread(renamed, stopped"), repr(threading.main_thread()).startswith("<_MainThread(MainThread, started"))
print(threading.stack_size(), threading.TIMEOUT_MAX > 1e6)
