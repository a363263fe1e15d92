# Formatters: their three styles, fields, times and mistakes.
import logging
import sys
import threading
import time

logging.basicConfig(
    level=logging.DEBUG,
    format="%(threadName)s %(name)s %(levelname)-8s %(filename)s:%(lineno)d %(funcName)s %(module)s %(message)s %(processName)s",
    stream=sys.stdout,
)
log = logging.getLogger("app")


def work():
    log.info("in work")


work()
thread = threading.Thread(target=work, name="worker-1")
thread.start()
thread.join()
log.info("at module level")


class Thing:
    def method(self):
        log.warning("in a method", stacklevel=1)
        log.warning("its caller", stacklevel=2)


Thing().method()

handler = logging.StreamHandler(sys.stdout)
log.propagate = False
log.addHandler(handler)
log.addHandler(handler)
handler.setFormatter(logging.Formatter("{levelname:>8}|{message}|{name!r}", style="{"))
log.info("braces %s", 1)
handler.setFormatter(logging.Formatter("$levelname-${message}$$ $name.", style="$"))
log.info("dollars %d%%", 2)
handler.setFormatter(logging.Formatter("%(message)s by %(user)s", defaults={"user": "nobody"}))
log.info("logged")
log.info("logged", extra={"user": "somebody"})
logging.LoggerAdapter(log, {"user": "an adapter"}).info("logged")
for name in ("message", "name"):
    try:
        log.info("x", extra={name: 1})
    except KeyError as error:
        print(error)
handler.setFormatter(logging.Formatter("%(asctime)s %(message)s", "%Y"))
log.info("this year")
record = logging.makeLogRecord({"msg": "made %s", "args": ("here",), "created": 0.25, "msecs": 250.0, "levelname": "X"})
formatter = logging.Formatter("%(asctime)s %(levelname)s %(message)s")
formatter.converter = time.gmtime
print(formatter.format(record))
formatter.default_msec_format = None
print(formatter.format(record), formatter.usesTime(), logging.Formatter().usesTime())
record = logging.LogRecord("n", 20, "/a/b.py", 7, "m %s", ("x",), None)
print(record, record.getMessage(), record.filename, record.module, record.levelname, record.funcName, record.exc_info)
for text, style in [("nothing", "%"), ("%(message)q", "%"), ("x", "{"), ("{", "{"), ("{a b}", "{"), ("{m!x}", "{"), ("x", "$"), ("$", "$"), ("m", "?")]:
    try:
        print(logging.Formatter(text, None, style))
    except ValueError as error:
        print(error)
