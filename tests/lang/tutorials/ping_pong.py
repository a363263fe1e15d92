# Two threads that take turns by a condition; three by a ring of semaphores.
import threading

turn, condition, output = "ping", threading.Condition(), []


def player(mine, other, times):
    global turn
    for _ in range(times):
        with condition:
            condition.wait_for(lambda: turn == mine)
            output.append(mine)
            turn = other
            condition.notify_all()


threads = [threading.Thread(target=player, args=args) for args in [("ping", "pong", 3), ("pong", "ping", 3)]]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(*output)
letters = "ABC"
turns = [threading.Semaphore(k == 0) for k in range(3)]
output.clear()


def letter(k):
    for _ in range(4):
        turns[k].acquire()
        output.append(letters[k])
        turns[(k + 1) % 3].release()


threads = [threading.Thread(target=letter, args=(k,)) for k in range(3)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print("".join(output))
