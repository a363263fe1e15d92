# A handler is told in which frame the signal came.
import os
import signal


def handler(signum, frame):
    print(signal.Signals(signum).name, frame.f_code.co_name, frame.f_lineno, frame.f_back.f_code.co_name)


def work():
    os.kill(os.getpid(), signal.SIGUSR1)
    return "done"


signal.signal(signal.SIGUSR1, handler)
print(work())
