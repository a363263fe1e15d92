import threading
def hook(args):
    print("hook:", args.exc_type.__name__, args.exc_value, args.thread.name, args.exc_traceback is not None)
threading.excepthook = hook
def fail(): raise ValueError("in thread")
t = threading.Thread(target=fail, name="failing"); t.start(); t.join()
print(t.is_alive(), "main goes on")
def quiet(): raise SystemExit(3)
t = threading.Thread(target=quiet); t.start(); t.join()
print("the hook sees SystemExit too; the default one says nothing then")
class T(threading.Thread):
    def run(self): {}["missing"]
t = T(name="sub"); t.start(); t.join()
results = []
def catching():
    try: fail()
    except ValueError as e: results.append(str(e))
t = threading.Thread(target=catching); t.start(); t.join()
print(results, threading.__excepthook__ is not hook)
