# A monitor: a state machine that threads wait on, with a history; an Enum names the states.
import threading
from enum import Enum, auto


class Light(Enum):
    RED = auto()
    GREEN = auto()
    YELLOW = auto()


class TrafficLight:
    def __init__(self):
        self._state, self._changed = Light.RED, threading.Condition()
        self.history = [Light.RED]

    def change(self, state):
        with self._changed:
            self._state = state
            self.history.append(state)
            self._changed.notify_all()

    def wait_for(self, state, timeout=None):
        with self._changed:
            return self._changed.wait_for(lambda: self._state is state, timeout)


light, passed, lock = TrafficLight(), [], threading.Lock()
at_the_line = threading.Barrier(4)


def car(number):
    at_the_line.wait()
    if light.wait_for(Light.GREEN, timeout=10):
        with lock:
            passed.append(number)


cars = [threading.Thread(target=car, args=(n,)) for n in range(3)]
for t in cars:
    t.start()
at_the_line.wait()
print(passed, light.wait_for(Light.YELLOW, timeout=0.002))
light.change(Light.GREEN)
for t in cars:
    t.join()
light.change(Light.YELLOW)
print(sorted(passed), [state.name for state in light.history], Light(2))
