import threading

def work(n):
    total = 0
    for i in range(n):
        total += i *
    return total

class Worker(threading.Thread):
    def run(self):
        print(work(10)

    def stop(self)
        self.stopped = True

workers = [Worker() for _ in range(4)]
for w in workers
    w.start()
for w in workers:
    w.join(
