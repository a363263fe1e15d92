import os
print(os.getpid() > 0, os.getppid() > 0, os.sep, os.linesep == "\n", os.name, os.getcwd() == os.path.dirname(os.path.abspath(__file__)), os.cpu_count() >= 1, isinstance(os.environ, dict) or hasattr(os.environ, "get"), os.environ.get("NO_SUCH_VAR", "unset"), os.getenv("NO_SUCH_VAR"), os.getenv("NO_SUCH_VAR", "d"))
os.environ["GILSCOPE_TEST"] = "1"
print(os.environ["GILSCOPE_TEST"], os.getenv("GILSCOPE_TEST"), "GILSCOPE_TEST" in os.environ)
del os.environ["GILSCOPE_TEST"]
try: os.environ["GILSCOPE_TEST"]
except KeyError as e: print("KeyError", e)
r, w = os.pipe()
print(os.write(w, b"hello"), os.read(r, 3), os.read(r, 100))
os.close(w)
print(os.read(r, 10))
os.close(r)
for f in (lambda: os.read(r, 1), lambda: os.write(9999, b"x"), lambda: os.read("x", 1), lambda: os.listdir("/no/such"), lambda: os.close(r)):
    try: print(f())
    except (OSError, TypeError) as e: print(type(e).__name__, e)
print("os_basics.py" in sorted(os.listdir(".")), os.path.isfile("os_basics.py"), os.path.getsize("os_basics.py") > 100, os.path.basename(__file__), os.path.join("a", "/b"), os.path.split("a/b/c"), os.path.exists("nope"), os.path.isabs("/x"), os.path.normpath("a/../b//c/."))
