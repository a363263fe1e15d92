# Workers, a bounded queue, join() and timeouts across threads.
import queue
import threading

jobs, results = queue.Queue(maxsize=3), queue.SimpleQueue()


def work():
    while (job := jobs.get()) is not None:
        results.put(job * job)
        jobs.task_done()
    jobs.task_done()


workers = [threading.Thread(target=work) for _ in range(3)]
for worker in workers:
    worker.start()
for job in range(20):
    jobs.put(job)
jobs.join()
print(jobs.unfinished_tasks, jobs.empty(), sorted(results.get() for _ in range(20)))
for worker in workers:
    jobs.put(None)
for worker in workers:
    worker.join()
print(jobs.empty(), results.empty())
for kind in (queue.Queue, queue.LifoQueue, queue.PriorityQueue, queue.SimpleQueue):
    line = kind()
    threading.Timer(0.01, line.put, ["late"]).start()
    print(kind.__name__, line.get(timeout=10))
full = queue.Queue(1)
full.put(1)
threading.Timer(0.01, full.get).start()
full.put(2, timeout=10)
print(full.get())

# One takes turns with another.
there, back = queue.Queue(1), queue.Queue(1)


def echo():
    while (item := there.get()) is not None:
        back.put(item + 1)


thread = threading.Thread(target=echo)
thread.start()
number = 0
for _ in range(50):
    there.put(number)
    number = back.get()
there.put(None)
thread.join()
print(number)
