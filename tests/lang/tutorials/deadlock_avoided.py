# Two locks in opposite order: timeouts and trylock get out of it.
import threading

a, b = threading.Lock(), threading.Lock()
meet = threading.Barrier(2)
outcomes = []


def greedy(name, first, second):
    with first:
        meet.wait()
        got = second.acquire(timeout=0.02)
        outcomes.append(got)
        meet.wait()
        if got:
            second.release()


def polite(name, first, second, rounds):
    for _ in range(rounds):
        while True:
            with first:
                if second.acquire(blocking=False):
                    try:
                        finished.append(name)
                        break
                    finally:
                        second.release()


finished = []
for target, extra in ((greedy, ()), (polite, (20,))):
    threads = [threading.Thread(target=target, args=("one", a, b, *extra)), threading.Thread(target=target, args=("two", b, a, *extra))]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
print(outcomes, finished.count("one"), finished.count("two"), a.locked(), b.locked())
