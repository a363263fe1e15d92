# multiprocessing.dummy: the interface of processes with threads.
import multiprocessing
from multiprocessing.dummy import Array, Lock, Manager, Pipe, Pool, Process, Queue, Value, active_children, current_process

queue, lock = Queue(), Lock()


def work(number):
    with lock:
        queue.put((number, current_process().name))


processes = [Process(target=work, args=(number,), name=f"p{number}") for number in range(3)]
print(processes[0].exitcode, processes[0].is_alive(), active_children())
for process in processes:
    process.start()
for process in processes:
    process.join()
print(sorted(queue.get() for _ in processes), processes[0].exitcode)
with Pool(2) as pool:
    print(pool.map(str, [1, 2]))
manager = Manager()
names, items = manager.dict(), manager.list([1])
names["a"] = items
print(names, Value("i", 3).value, Value("i", 3), Array("i", [1, 2])[1])
here, there = Pipe()
here.send("x")
print(there.poll(), there.recv(), there.poll())
there.send([1])
print(here.recv(), multiprocessing.cpu_count() > 0)
