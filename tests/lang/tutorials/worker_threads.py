# Workers that take jobs until the queue is empty, and daemons that serve for ever.
import queue
import threading

urls = queue.Queue()
for n in range(12):
    urls.put(f"http://example.com/{n}")
lock, fetched = threading.Lock(), {}


def worker(number):
    while True:
        try:
            url = urls.get_nowait()
        except queue.Empty:
            return
        with lock:
            fetched[url] = len(url)
        urls.task_done()


threads = []
for number in range(4):
    t = threading.Thread(target=worker, args=(number,))
    threads.append(t)
    t.start()
urls.join()
for t in threads:
    t.join()
print(len(fetched), sum(fetched.values()))


def serve():
    while True:
        item = tasks.get()
        results.append(item * 2)
        tasks.task_done()


tasks, results = queue.Queue(), []
threading.Thread(target=serve, daemon=True).start()
for item in range(5):
    tasks.put(item)
tasks.join()
print("All work completed", results)
