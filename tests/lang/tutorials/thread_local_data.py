# Thread-local data, as attributes, by subclass, and as a context manager for each thread.
import threading
from contextlib import contextmanager

local = threading.local()


class Session(threading.local):
    count = 0

    def __init__(self, user="nobody"):
        self.user = user
        self.queries = []


session = Session("default")


@contextmanager
def logged_in(user):
    before, session.user = session.user, user
    try:
        yield session
    finally:
        session.user = before


def work(name, results):
    local.value = name
    with logged_in(name) as current:
        for n in range(3):
            current.queries.append(f"{name}-{n}")
        results[name] = (local.value, current.user, list(current.queries))
    results[name] += (session.user,)


results = {}
threads = [threading.Thread(target=work, args=(name, results)) for name in ("anna", "ben", "cleo")]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
for name in sorted(results):
    print(results[name])
print(hasattr(local, "value"), session.user, session.queries, Session.count)
