# A failing initializer breaks the pool; both that and a failing callback are logged.
import logging
import sys
from concurrent.futures import BrokenExecutor, Future, ThreadPoolExecutor


class Cut(logging.Formatter):
    def formatException(self, info):
        return f"{info[0].__name__}: {info[1]}"

    def format(self, record):
        return super().format(record).split(" at 0x")[0]


handler = logging.StreamHandler(sys.stdout)
handler.setFormatter(Cut("%(name)s %(levelname)s %(message)s"))
logging.getLogger().addHandler(handler)


def fail():
    raise RuntimeError("no start")


pool = ThreadPoolExecutor(1, initializer=fail)

for _ in range(2):
    try:
        future = pool.submit(pow, 1, 1)
        future.result()
    except BrokenExecutor as error:
        print(type(error).__name__, error)
pool.shutdown()

future = Future()
future.add_done_callback(lambda future: 1 / 0)
future.add_done_callback(lambda future: print("called all the same"))
future.set_result(1)
