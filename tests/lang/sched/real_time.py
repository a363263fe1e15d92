# By default the clock is time.monotonic and the wait time.sleep.
import sched
import time

line = sched.scheduler()
start = time.monotonic()
done = []
line.enter(0.04, 1, done.append, ("later",))
line.enter(0.01, 1, done.append, ("soon",))
line.run()
print(done, time.monotonic() - start >= 0.04)
