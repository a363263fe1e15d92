# The camelCase names still work, and warn.
import threading

thread = threading.Thread(target=print)
thread.setDaemon(True)
print(thread.isDaemon(), thread.daemon)
thread.setName("renamed")
print(thread.getName(), threading.currentThread().name, threading.activeCount())
event = threading.Event()
print(event.isSet())
condition = threading.Condition()
with condition:
    condition.notifyAll()
