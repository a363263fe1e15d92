def compose(*fs):
    def run(x):
        for f in reversed(fs):
            x = f(x)
        return x
    return run
def curry(f, *first):
    return lambda *rest: f(*first, *rest)
def apply(f, n, x):
    return x if n == 0 else apply(f, n - 1, f(x))
inc, double = lambda x: x + 1, lambda x: x * 2
print(compose(inc, double)(5), compose(double, inc)(5), compose()(5), curry(max, 3, 9)(4), apply(double, 10, 1))
print(list(map(lambda p: p[0] * p[1], zip([1, 2], [3, 4]))), list(filter(lambda x: x % 2, range(9))), sorted("bca", key=lambda c: -ord(c)))
table = {"+": lambda a, b: a + b, "-": lambda a, b: a - b}
print([table[op](8, 3) for op in "+-"], (lambda f: f(f, 5))(lambda f, n: 1 if n == 0 else n * f(f, n - 1)))
print([f(3) for f in [lambda x, i=i: x * i for i in range(4)]], [f() for f in [lambda: i for i in range(3)]])
