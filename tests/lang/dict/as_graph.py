graph = {"a": ["b", "c"], "b": ["d"], "c": ["d", "e"], "d": ["f"], "e": ["f"], "f": []}
def bfs(start):
    seen, queue = {start: 0}, [start]
    while queue:
        n = queue.pop(0)
        for m in graph[n]:
            if m not in seen:
                seen[m] = seen[n] + 1
                queue.append(m)
    return seen
def paths(a, b): return [[a]] if a == b else [[a] + p for n in graph[a] for p in paths(n, b)]
def topo():
    out, done = [], set()
    def visit(n):
        if n in done: return
        done.add(n)
        for m in graph[n]: visit(m)
        out.append(n)
    for n in graph: visit(n)
    return out[::-1]
print(bfs("a"), paths("a", "f"), topo(), {n: len(v) for n, v in graph.items() if v})
inverse = {}
for k, vs in graph.items():
    for v in vs: inverse.setdefault(v, []).append(k)
print(inverse)
cache = {}
def collatz(n):
    if n == 1: return 1
    if n not in cache: cache[n] = 1 + collatz(n // 2 if n % 2 == 0 else 3 * n + 1)
    return cache[n]
print(max(range(1, 1000), key=collatz), collatz(871), len(cache))
nested = {"a": {"b": {"c": [1, {"d": 2}]}}}
nested["a"]["b"]["c"][1]["d"] += 40
print(nested, nested["a"]["b"]["c"][1])
def walk(v, path=""):
    if isinstance(v, dict):
        for k, x in v.items(): yield from walk(x, f"{path}.{k}")
    elif isinstance(v, list):
        for i, x in enumerate(v): yield from walk(x, f"{path}[{i}]")
    else: yield path, v
print(list(walk(nested)))
