def forever(n): return forever(n + 1)
try: forever(0)
except RecursionError as e: print(e, isinstance(e, RuntimeError))
def depth(n):
    try: return depth(n + 1)
    except RecursionError: return n
print(depth(0) > 500)
class R:
    def __repr__(self): return repr(self)
    def __eq__(self, o): return self == o
    def __getattr__(self, n): return getattr(self, n)
    def __str__(self): return f"{self}"
    def __hash__(self): return hash(self)
    def __len__(self): return len(self)
    def __call__(self): return self()
    def __iter__(self): return iter(self)
    def __add__(self, o): return self + o
    def __getitem__(self, i): return self[i]
for f in (lambda: repr(R()), lambda: R() == R(), lambda: R().x, lambda: str(R()), lambda: hash(R()), lambda: len(R()), lambda: R()(), lambda: list(R()), lambda: R() + 1, lambda: R()[0]):
    try: f()
    except RecursionError as e: print("RecursionError")
import sys
old = sys.getrecursionlimit()
print(old)
sys.setrecursionlimit(200)
def count(n):
    try: return count(n + 1)
    except RecursionError: return n
print(100 < count(0) < 200)
sys.setrecursionlimit(old)
try: sys.setrecursionlimit(0)
except ValueError as e: print(e)
l = []
for _ in range(100000): l = [l]
try: repr(l)
except RecursionError as e: print("deep list")
