# A module has one dict of its variables, which shows each change.
import sys
import threading

names = globals()
print(names is globals(), vars() is names, (lambda: 0).__globals__ is names, sys._getframe().f_globals is names)
print(sys.modules["__main__"].__dict__ is names, eval("globals()") is names, threading.__dict__ is vars(threading))
names["added"] = 5
print(added, "added" in names)
del names["added"]
print("added" in names)
value = 1
print(names["value"])
value = 2
print(names["value"])
found = []
threads = [threading.Thread(target=lambda: found.append(vars(threading))) for _ in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(all(each is threading.__dict__ for each in found))
