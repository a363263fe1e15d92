import os
path = f"/tmp/gilscope-errors-{os.getpid()}.txt"
with open(path, "wb") as f: f.write(b"ok\n\xff\n")
for f in (lambda: open("/no/such/dir/file", "w"), lambda: open(path, "q"), lambda: open(path, "rw"), lambda: open(path, "r").write("x"), lambda: open(path, "a").read(), lambda: open(path).read(), lambda: open(path, "rb").write(b"x"), lambda: open(path, "x"), lambda: open(None), lambda: open(path, "b"), lambda: open(path, "r", encoding="nope"), lambda: open(path, "rb", encoding="utf-8"), lambda: open(), lambda: open(1.5), lambda: open(path, "ab").write("str"), lambda: open(path, "a").write(b"b"), lambda: open(path, "a").write(5)):
    try: print(f())
    except Exception as e: print(type(e).__name__, str(e).replace(path, "PATH"))
f = open(path, "rb")
f.close()
f.close()
for g in (lambda: f.read(), lambda: f.readline(), lambda: f.__enter__(), lambda: next(f)):
    try: g()
    except ValueError as e: print(e)
os.remove(path)
try: os.remove(path)
except FileNotFoundError as e: print(e.errno, e.strerror)
