# The last registered is called first, after the threads that are no daemons have ended.
import atexit
import threading
import time


def say(*words, end="\n"):
    print(*words, end=end)


@atexit.register
def first():
    print("registered first, called last")


def forgotten():
    print("never")


class Method:
    def end(self):
        print("a method")


print(atexit.register(say, "with", "arguments", end="!\n") is say)
atexit.register(forgotten)
atexit.register(forgotten)
atexit.unregister(forgotten)
atexit.unregister(print)
atexit.register(Method().end)
for wrong in [(), (5,)]:
    try:
        atexit.register(*wrong)
    except TypeError as error:
        print(error)


def late():
    time.sleep(0.02)
    atexit.register(print, "registered by a thread")
    print("thread ends")


threading.Thread(target=late).start()
print("script ends")
