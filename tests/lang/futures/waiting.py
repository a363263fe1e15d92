# wait() and as_completed().
import threading
from concurrent.futures import ALL_COMPLETED, FIRST_COMPLETED, FIRST_EXCEPTION, Future, ThreadPoolExecutor, as_completed, wait


def fail():
    raise ValueError("fails")


gate = threading.Event()
with ThreadPoolExecutor(3) as pool:
    waits, quick = pool.submit(gate.wait), pool.submit(pow, 2, 3)
    done, not_done = wait([waits, quick], return_when=FIRST_COMPLETED)
    print(done == {quick}, not_done == {waits})
    failed = pool.submit(fail)
    result = wait([waits, failed], return_when=FIRST_EXCEPTION)
    print(result.done == {failed}, result.not_done == {waits})
    print([len(part) for part in wait([waits, quick], timeout=0.001)])
    try:
        for future in as_completed([waits, quick, quick], timeout=0.001):
            print("completed", future is quick)
    except TimeoutError as error:
        print(error)
    gate.set()
    print([len(part) for part in wait([waits, quick, failed], return_when=ALL_COMPLETED)])
    print(len(wait([])[0]), list(as_completed([])))
    try:
        wait([quick], None, "SOME")
    except ValueError as error:
        print(error)

# In the order of their ends.
futures = [Future() for _ in range(4)]
order = [2, 0, 3, 1]


def finish():
    for index in order:
        futures[index].set_result(index)
        step.acquire()


step = threading.Semaphore(0)
thread = threading.Thread(target=finish)
thread.start()
for future in as_completed(futures):
    print(future.result())
    step.release()
thread.join()
gone = Future()
gone.cancel()
print(len(wait([gone], timeout=0.001).done))
gone.set_running_or_notify_cancel()
print(len(wait([gone]).done), next(as_completed([gone])) is gone)
