# Handlers of several kinds, their levels, and filters on both sides.
import io
import logging
import os
import sys


def attempt(call, *args, **kwargs):
    try:
        print("got", call(*args, **kwargs))
    except Exception as error:
        print(type(error).__name__, error)


log = logging.getLogger("x")
log.propagate = False
handler = logging.StreamHandler(sys.stdout)
log.addHandler(handler)
print(log.handlers, log.hasHandlers(), logging.getLogger("y").hasHandlers())
handler.setLevel(logging.ERROR)
log.warning("below the handler's level")
log.error("above")
handler.setLevel(logging.NOTSET)


class Upper(logging.Filter):
    def filter(self, record):
        record.msg = record.msg.upper()
        return "no" not in record.msg.lower()


log.addFilter(Upper())
log.warning("yes")
log.warning("no")
log.filters.clear()
handler.addFilter(lambda record: record.levelno > logging.WARNING)
log.warning("filtered by a function")
log.error("not filtered")
handler.filters.clear()
handler.addFilter(logging.Filter("x.y"))
log.error("of x")
logging.getLogger("x.y.z").error("of x.y.z")
logging.getLogger("x.yy").error("of x.yy")
handler.filters.clear()


class Lines(logging.Handler):
    def __init__(self):
        super().__init__()
        self.lines = []

    def emit(self, record):
        self.lines.append(self.format(record))


lines = Lines()
logging.basicConfig(handlers=[lines], level="INFO", format="%(levelno)s %(message)s")
logging.info("a %s %s", 1, 2)
logging.debug("no")
print(lines.lines)
memory = io.StringIO()
print(handler.setStream(memory) is sys.stdout, handler.setStream(memory))
log.error("to memory")
print(repr(memory.getvalue()))
handler.terminator = "|"
log.error("again")
print(repr(memory.getvalue()))
handler.name = "named"
print(logging.getHandlerByName("named") is handler, logging.getHandlerNames(), logging.getHandlerByName("other"))
log.removeHandler(handler)
log.addHandler(logging.NullHandler())
log.error("to nobody")

path = f"/tmp/gilscope-test-{os.getpid()}.log"
for options in ({"filemode": "w"}, {}):
    logging.basicConfig(filename=path, force=True, level=10, **options)
    logging.debug("to a file: é")
    print(repr(logging.root.handlers[0]).replace(path, "PATH"))
logging.shutdown()
with open(path) as file:
    print(file.read())
os.remove(path)
attempt(logging.basicConfig, force=True, nothing=1)
attempt(logging.basicConfig, force=True, stream=1, filename="x")
attempt(logging.basicConfig, force=True, handlers=[], stream=1)
attempt(logging.basicConfig, force=True, style="?")
attempt(logging.Handler().emit, None)
