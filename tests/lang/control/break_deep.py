def run():
    log = []
    for i in range(3):
        while True:
            try:
                if i == 0: break
                if i == 1: continue_here = True
                else: return log + ["returned"]
                break
            finally:
                log.append(f"f{i}")
        log.append(f"after{i}")
    return log
print(run())
def find(matrix, v):
    for r, row in enumerate(matrix):
        for c, x in enumerate(row):
            if x == v: return r, c
    return None
print(find([[1, 2], [3, 4]], 3), find([[1]], 9))
out = []
for i in range(4):
    with open("/dev/null") as f:
        if i == 1: continue
        if i == 3: break
        out.append((i, f.closed))
print(out, f.closed)
