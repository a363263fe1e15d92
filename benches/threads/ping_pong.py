"""Two threads that take turns: each wakes the other and waits for its answer."""

import threading

ping, pong = threading.Semaphore(0), threading.Semaphore(0)
log = []


def answer(n):
    for i in range(n):
        ping.acquire()
        log.append(i)
        pong.release()


thread = threading.Thread(target=answer, args=(20000,))
thread.start()
for i in range(20000):
    ping.release()
    pong.acquire()
    log.append(-i)
thread.join()
print(len(log), log[-1], sum(log))
