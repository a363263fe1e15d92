# Exceptions and stacks in the log.
import logging
import sys

logging.basicConfig(level=logging.INFO, stream=sys.stdout, format="%(levelname)s: %(message)s")



class Cut(logging.Formatter):
    def format(self, record):
        return super().format(record).replace(__file__, "script.py")


logging.root.handlers[0].setFormatter(Cut("%(levelname)s: %(message)s"))
try:
    1 / 0
except ZeroDivisionError:
    logging.exception("failed: %s", "division")
    logging.error("without")
    logging.warning("with", exc_info=True)
try:
    {}["key"]
except KeyError as error:
    kept = error
logging.error("given", exc_info=kept)
logging.error("given as a tuple", exc_info=(KeyError, kept, kept.__traceback__))
logging.info("nothing is handled", exc_info=True)


def outer():
    inner()


def inner():
    try:
        raise ValueError("inside")
    except ValueError as error:
        raise RuntimeError("outside") from error


try:
    outer()
except RuntimeError:
    logging.exception("chained")
