# Workers report progress to one printing thread; str.format and f-strings make the lines.
import queue
import threading
import time


def download(name, size, progress):
    for part in range(1, size + 1):
        time.sleep(0.0005)
        progress.put((name, part, size))


def printer(progress, jobs):
    done = {}
    while len(done) < jobs or any(part < size for part, size in done.values()):
        name, part, size = progress.get()
        assert part == done.get(name, (0, size))[0] + 1
        done[name] = (part, size)
    for name, (part, size) in sorted(done.items()):
        lines.append("{:<8}|{:=<10}| {:>4.0%}".format(name, "#" * (10 * part // size), part / size))


lines, progress = [], queue.Queue()
sizes = {"one.iso": 4, "two.iso": 8, "three": 5}
reporter = threading.Thread(target=printer, args=(progress, len(sizes)), name="printer")
reporter.start()
threads = [threading.Thread(target=download, args=(name, size, progress)) for name, size in sizes.items()]
for t in threads:
    t.start()
for t in threads:
    t.join()
reporter.join()
print("\n".join(lines))
print(f"{sum(sizes.values())} parts, {len(threads)} downloads, queue empty: {progress.empty()}")
