# What a hook gets.
import threading


def work():
    raise ValueError("work")


def hook(args):
    print(args.exc_type, args.exc_value, args.thread.name, len(args))


threading.excepthook = hook
for name in ("one", "two"):
    thread = threading.Thread(target=work, name=name)
    thread.start()
    thread.join()
threading.excepthook = threading.__excepthook__
for wrong in (1, None):
    try:
        threading.excepthook(wrong)
    except TypeError as error:
        print(error)
try:
    threading.ExceptHookArgs((1, 2))
except TypeError as error:
    print(error)
print(threading.ExceptHookArgs([ValueError, None, None, None]))
