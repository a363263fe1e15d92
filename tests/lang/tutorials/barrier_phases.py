# Threads that work in phases and meet at a barrier; its action runs once a phase.
import threading

phases = []
sums = [0] * 4


def end_of_phase():
    phases.append(sum(sums))


barrier = threading.Barrier(4, action=end_of_phase)


def work(number):
    for phase in range(3):
        sums[number] += number * (phase + 1)
        place = barrier.wait()
        if place == 0:
            order.append(phase)
        barrier.wait()


order = []
threads = [threading.Thread(target=work, args=(n,)) for n in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(phases, order, barrier.n_waiting, barrier.broken)
late = threading.Barrier(2, timeout=0.02)
try:
    late.wait()
except threading.BrokenBarrierError:
    print("broken:", late.broken)
late.reset()
print("after reset:", late.broken, late.parties)
