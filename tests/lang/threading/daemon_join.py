import threading, time
ev = threading.Event()
d = threading.Thread(target=ev.wait, daemon=True, name="d")
print(d.daemon)
d.start()
print(d.is_alive(), d.join(0.01), d.is_alive(), d.join(timeout=0), threading.active_count(), sorted(t.name for t in threading.enumerate()))
ev.set(); d.join(5)
print(d.is_alive(), threading.active_count())
def child():
    t = threading.Thread(target=lambda: None)
    out.append(t.daemon)
out = []
t = threading.Thread(target=child, daemon=True); t.start(); t.join()
t = threading.Thread(target=child); t.start(); t.join()
print(out)
d2 = threading.Thread(target=lambda: time.sleep(60), daemon=True)
d2.start()
print("main ends; the daemon does not hold it up")
