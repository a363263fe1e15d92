def gen():
    yield 1
    yield 2
    yield 3
tests = [
    "a, b = [1]", "a, b = [1, 2, 3]", "a, b = ()", "a, b, *c = [1]", "a, b = 5", "a, b = None", "(a, b), c = 1, 2", "a, b = gen()",
    "a, b = 'x'", "a, b = {'k': 1}", "a, *b = 5", "[a] = []", "a, b = iter([1, 2, 3])", "a, b = range(5)", "*a, b, c, d = (1, 2)",
]
for i in range(4):
    pass
def t1(): a, b = [1]
def t2(): a, b = [1, 2, 3]
def t3(): a, b = ()
def t4(): a, b, *c = [1]
def t5(): a, b = 5
def t6(): a, b = None
def t7(): (a, b), c = 1, 2
def t8(): a, b = gen()
def t9(): a, b = "x"
def t10(): a, b = {"k": 1}
def t11(): a, *b = 5
def t12(): [a] = []
def t13(): a, b = iter([1, 2, 3])
def t14(): *a, b, c, d = (1, 2)
def t15():
    for a, b in [(1, 2), (3,)]:
        print(a, b)
def t16(): a, b = range(5)
for t in (t1, t2, t3, t4, t5, t6, t7, t8, t9, t10, t11, t12, t13, t14, t15, t16):
    try:
        t()
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
