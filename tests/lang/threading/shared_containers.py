import threading
l, d, s = [], {}, set()
def work(k):
    for i in range(300):
        l.append((k, i))
        d[k, i] = i
        s.add((k, i))
        d.get((k, i - 1)); len(l); (k, i) in s
ts = [threading.Thread(target=work, args=(k,)) for k in range(4)]
for t in ts: t.start()
for t in ts: t.join()
print(len(l), len(d), len(s), sorted(l) == sorted(d) == sorted(s))
print(all([i for k, i in l if k == w] == list(range(300)) for w in range(4)))
stack, popped = list(range(1000)), [[] for _ in range(4)]
def pop(out):
    while True:
        try: out.append(stack.pop())
        except IndexError: return
ts = [threading.Thread(target=pop, args=(o,)) for o in popped]
for t in ts: t.start()
for t in ts: t.join()
print(sorted(sum(popped, [])) == list(range(1000)), stack)
first = {}
def claim(k):
    for i in range(200): first.setdefault(i, k)
ts = [threading.Thread(target=claim, args=(k,)) for k in range(4)]
for t in ts: t.start()
for t in ts: t.join()
print(len(first), set(first.values()) <= {0, 1, 2, 3})
