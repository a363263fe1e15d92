class V:
    def __init__(self, x, y): self.x, self.y = x, y
    def __repr__(self): return f"V({self.x}, {self.y})"
    def __add__(self, o): return V(self.x + o.x, self.y + o.y) if isinstance(o, V) else NotImplemented
    def __sub__(self, o): return V(self.x - o.x, self.y - o.y)
    def __mul__(self, k): return V(self.x * k, self.y * k) if isinstance(k, (int, float)) else NotImplemented
    def __rmul__(self, k): return self * k
    def __truediv__(self, k): return V(self.x / k, self.y / k)
    def __floordiv__(self, k): return V(self.x // k, self.y // k)
    def __mod__(self, k): return V(self.x % k, self.y % k)
    def __pow__(self, k, m=None): return V(pow(self.x, k, m), pow(self.y, k, m))
    def __matmul__(self, o): return self.x * o.x + self.y * o.y
    def __neg__(self): return V(-self.x, -self.y)
    def __pos__(self): return self
    def __abs__(self): return (self.x ** 2 + self.y ** 2) ** 0.5
    def __invert__(self): return V(self.y, self.x)
    def __eq__(self, o): return (self.x, self.y) == (o.x, o.y)
    def __bool__(self): return bool(self.x or self.y)
    def __int__(self): return self.x
    def __float__(self): return float(self.y)
    def __round__(self, n=None): return V(round(self.x, n), round(self.y, n))
    def __divmod__(self, k): return self // k, self % k
    def __lshift__(self, k): return V(self.x << k, self.y << k)
    def __and__(self, k): return V(self.x & k, self.y & k)
a, b = V(3, 4), V(1, 2)
print(a + b, a - b, a * 2, 2 * a, a / 2, a // 2, a % 2, a ** 2, pow(a, 2, 5), a @ b, -a, +a, abs(a), ~a, a == V(3, 4), a != b, bool(V(0, 0)), int(a), float(a), round(V(1.26, 2.51), 1), round(V(1.5, 2.5)), divmod(a, 2), a << 1, a & 1)
for f in (lambda: a + 1, lambda: 1 + a, lambda: a * "x", lambda: "x" * a, lambda: a | 1, lambda: a < b, lambda: a >> 1):
    try: f()
    except TypeError as e: print(e)
