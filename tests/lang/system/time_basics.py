import time
a = time.perf_counter()
time.sleep(0.01)
b = time.perf_counter()
print(b - a >= 0.01, b > a, type(a).__name__, type(time.perf_counter_ns()).__name__, type(time.time()).__name__, time.time() > 1.7e9, time.time_ns() > 10**18)
m = time.monotonic(); print(time.monotonic() >= m, time.monotonic_ns() > 0)
c = time.process_time(); t = time.thread_time()
sum(range(20000))
print(time.process_time() >= c, time.thread_time() >= t, time.sleep(0), time.sleep(0.0))
for bad in (-1, "x", None, float("nan"), 1e300):
    try: time.sleep(bad)
    except (ValueError, TypeError, OverflowError) as e: print(type(e).__name__, e)
print(isinstance(time.strftime("%Y"), str), time.gmtime(0)[:6], time.strftime("%Y-%m-%d", time.gmtime(86400)))
