import sys
print(sys.version_info >= (3, 13), sys.maxsize == 2**63 - 1, sys.byteorder in ("little", "big"), isinstance(sys.version, str), isinstance(sys.platform, str), sys.getrecursionlimit())
print(sys.getswitchinterval())
sys.setswitchinterval(0.001)
print(sys.getswitchinterval())
for bad in (0, -1, "x"):
    try: sys.setswitchinterval(bad)
    except (ValueError, TypeError) as e: print(type(e).__name__, e)
sys.setswitchinterval(0.005)
print(isinstance(sys.path, list), isinstance(sys.modules, dict), "sys" in sys.modules, sys.modules["__main__"].__name__, isinstance(sys._is_gil_enabled(), bool), sys.float_info.max, sys.float_info.epsilon, sys.getsizeof(5) > 0, sys.intern("a"), sys.hash_info.width, sys.maxunicode)
sys.stdout.write("written\n")
print(sys.stdout.flush(), sys.stderr is not None, sys.stdin is not None, sys.stdout.encoding.lower().replace("-", ""))
print(sys.stdin.read() == "")
try: sys.nope
except AttributeError as e: print(e)
def f(): return sys._getframe().f_code.co_name
print(f(), sys.exc_info(), callable(sys.exit))
