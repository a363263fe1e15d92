# Loggers, levels, and who logs what.
import logging
import sys


def attempt(call, *args, **kwargs):
    try:
        print("got", call(*args, **kwargs))
    except Exception as error:
        print(type(error).__name__, error)


logging.basicConfig(stream=sys.stdout)
logging.warning("to the root: %s", 1)
logging.info("not shown")
print(logging.getLogger(), logging.getLogger("a.b"), logging.root.handlers)
log = logging.getLogger("app.db")
log.debug("still not shown")
log.setLevel("DEBUG")
log.debug("shown: %(key)s", {"key": "value"})
log.log(25, "level 25")
logging.addLevelName(25, "NOTICE")
log.log(25, "level with a name")
print(logging.getLevelName(25), logging.getLevelName("NOTICE"), logging.getLevelName("none"), logging.getLevelName(7))
log.critical("critical")
log.fatal("fatal")
logging.error("error of the root")
attempt(log.setLevel, "NONE")
attempt(log.setLevel, 1.5)
attempt(logging.getLogger, 5)
attempt(log.log, "high", "message")
logging.disable(logging.ERROR)
log.error("disabled")
log.critical("not disabled")
logging.disable(logging.NOTSET)
print(log.getEffectiveLevel(), logging.getLogger("app.db.x").getEffectiveLevel(), log.isEnabledFor(5), log.isEnabledFor(10))
log.disabled = True
log.error("of a disabled logger")

leaf, top = logging.getLogger("p.q.r"), logging.getLogger("p")
print(leaf.parent, top.parent, top.root is logging.root, top.getChildren())
middle = logging.getLogger("p.q")
print(leaf.parent, middle.parent, top.getChildren(), top.getChild("q") is middle, logging.root.getChild("p") is top)
top.setLevel(logging.ERROR)
leaf.warning("below the level of p")
leaf.error("through p")
print(sorted(logging.getLevelNamesMapping().items()))


class Loud(logging.Logger):
    def info(self, message, *args):
        super().info(message.upper(), *args)


logging.setLoggerClass(Loud)
logging.getLogger("loud").setLevel(logging.INFO)
logging.getLogger("loud").info("quiet")
logging.setLoggerClass(logging.Logger)
attempt(logging.setLoggerClass, int)
adapter = logging.LoggerAdapter(log, {"user": "x"})
print(adapter, adapter.isEnabledFor(logging.INFO))
