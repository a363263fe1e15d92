import os
path = f"/tmp/gilscope-files-{os.getpid()}.txt"
with open(path, "w") as f:
    print(f.write("one\ntwo\n"), f.name == path, f.mode, f.closed, f.writelines(["three\n", "four"]))
print(f.closed)
with open(path) as f:
    print(repr(f.read(2)), repr(f.readline()), f.tell(), repr(f.read()), repr(f.read()), f.seek(0), f.readlines())
with open(path) as f:
    for i, line in enumerate(f): print(i, repr(line))
with open(path, "a") as f: f.write("\nfive")
print(open(path).read().split("\n"), sum(1 for _ in open(path)))
with open(path, "rb") as f: print(f.read(3), f.read(), f.tell(), f.seek(-4, 2), f.read())
with open(path, "wb") as f: print(f.write(b"\x00\xff"), f.writable(), f.readable())
print(open(path, "rb").read(), os.path.getsize(path))
with open(path, "r+") as f: f.seek(0); f.write("é"); f.truncate()
print(open(path, encoding="utf-8").read(), open(path, "rb").read(), open(path, errors="replace", encoding="ascii").read() == "\ufffd\ufffd")
with open(path, "x" if not os.path.exists(path) else "w", newline="") as f: f.write("a\r\nb\rc\n")
print(repr(open(path).read()), repr(open(path, newline="").read()), open(path).readlines())
os.remove(path)
print(os.path.exists(path))
