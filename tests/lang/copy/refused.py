"""What cannot be copied."""

import copy
import threading


def attempt(call, *args):
    try:
        print(call(*args))
    except TypeError as error:
        print(error)


attempt(copy.copy, threading.Lock())
attempt(copy.deepcopy, {"lock": [threading.Lock()]})
attempt(copy.deepcopy, (item for item in ()))
attempt(copy.deepcopy, copy)
attempt(copy.replace, 3)
