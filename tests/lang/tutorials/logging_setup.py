# Logging from threads: two handlers with levels of their own, a filter that adds a field, a child logger.
import io
import logging
import sys
import threading

text = io.StringIO()
console = logging.StreamHandler(sys.stdout)
console.setLevel(logging.WARNING)
console.setFormatter(logging.Formatter("%(name)-12s: %(levelname)-8s %(message)s"))
everything = logging.StreamHandler(text)
everything.setFormatter(logging.Formatter("[%(threadName)s] %(levelname).4s %(request)s %(message)s"))


class AddRequest(logging.Filter):
    def filter(self, record):
        record.request = getattr(requests, "id", "-")
        return True


requests = threading.local()
everything.addFilter(AddRequest())
logging.basicConfig(level=logging.DEBUG, handlers=[console, everything])
logger = logging.getLogger("service.http")


def handle(number):
    requests.id = f"r{number}"
    logger.debug("received")
    if number % 2:
        logger.warning("request %d is odd", number)
    logger.info("done")


logger.info("starting")
for number in range(3):
    thread = threading.Thread(target=handle, args=(number,), name=f"handler-{number}")
    thread.start()
    thread.join()
logging.getLogger("service").setLevel(logging.ERROR)
logger.warning("not logged any more")
print(text.getvalue(), end="")
