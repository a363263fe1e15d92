# Futures: results as they complete, callbacks, exceptions, and a dict from future to what was asked.
import concurrent.futures
import threading
import time

PAGES = {"/a": 120, "/b": 80, "/c": None, "/d": 200}


def load(url, timeout):
    time.sleep(0.002)
    if PAGES[url] is None:
        raise ConnectionError(f"{url} can't be reached within {timeout} s")
    return "x" * PAGES[url]


lock, log = threading.Lock(), []


def finished(future):
    with lock:
        log.append("error" if future.exception() else "ok")


with concurrent.futures.ThreadPoolExecutor(max_workers=3) as executor:
    future_to_url = {executor.submit(load, url, 60): url for url in PAGES}
    lines = []
    for future in concurrent.futures.as_completed(future_to_url):
        future.add_done_callback(finished)
        url = future_to_url[future]
        try:
            data = future.result()
        except Exception as exc:
            lines.append("%r generated an exception: %s" % (url, exc))
        else:
            lines.append("%r page is %d bytes" % (url, len(data)))
print("\n".join(sorted(lines)))
print(sorted(log))
