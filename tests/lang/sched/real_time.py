# By default the clock is time.monotonic and the wait time.sleep; other threads may add events meanwhile.
import sched
import threading
import time

line = sched.scheduler()
start = time.monotonic()
done = []
line.enter(0.04, 1, done.append, ("later",))
line.enter(0.01, 1, done.append, ("soon",))
threading.Timer(0.01, line.enter, (0.015, 1, done.append, ("between",))).start()
line.run()
print(sorted(done), time.monotonic() - start >= 0.04)
