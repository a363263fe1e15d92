# A scheduler on a clock of its own: by time, then priority, then order of entry.
import sched

now = 0


def wait(seconds):
    global now
    now += seconds


def say(*words, **more):
    print(now, *words, more or "")


line = sched.scheduler(lambda: now, wait)
line.enter(5, 2, say, ("five, second",))
line.enter(5, 1, say, ("five, first",))
line.enter(3, 1, say, argument=("three",), kwargs={"key": "value"})
line.enterabs(3, 1, say, ("three again",))
gone = line.enter(1, 1, say, ("cancelled",))
line.cancel(gone)
try:
    line.cancel(gone)
except ValueError:
    print("not there")
line.enterabs(4, 0, lambda: line.enter(0.5, 0, say, ("nested",)))
print(len(line.queue), line.empty(), [event.time for event in line.queue])
event = line.queue[0]
print(event.priority, event.argument, event.kwargs, event.action is say)
print(line.run(blocking=False), now)
line.run()
print(line.empty(), line.run(blocking=False))
print(line.enterabs(2, 0, None))
