# Names, identities, the list of threads, and what a daemon's child is.
import threading

print(threading.current_thread().name, threading.main_thread() is threading.current_thread(), threading.active_count())
gate = threading.Event()
idents = set()


def wait():
    idents.add(threading.get_ident())
    assert threading.get_native_id() == threading.current_thread().native_id
    gate.wait()


threads = [threading.Thread(target=wait) for _ in range(2)]
threads += [threading.Thread(target=wait, name="custom"), threading.Thread(target=wait, daemon=True)]
print([t.name for t in threads], [t.daemon for t in threads], [t.ident for t in threads])
for t in threads:
    t.start()
print(threading.active_count(), sorted(t.name for t in threading.enumerate()))
gate.set()
for t in threads:
    t.join()
print(len(idents), all(t.ident for t in threads), {t.is_alive() for t in threads}, threading.active_count())


def child():
    names.append((threading.current_thread().name, threading.current_thread().daemon))


def parent():
    t = threading.Thread(target=child, name="child")
    t.start()
    t.join()


names = []
for daemon in (True, False):
    t = threading.Thread(target=parent, daemon=daemon)
    t.start()
    t.join()
print(names)
