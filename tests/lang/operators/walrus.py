if (n := len([1, 2, 3])) > 2:
    print("long", n)
data = [1, 2, 3, 4, 5]
print([y for x in data if (y := x * x) % 2], y)
total = 0
print([total := total + v for v in data], total)
it = iter("abc")
while (ch := next(it, None)) is not None:
    print(ch, end=" ")
print()
print((a := 1, b := 2), a, b, (c := a + b) * c)
print(any((hit := w).startswith("b") for w in ["apple", "banana", "cherry"]), hit)
def f(x):
    return (half := x // 2) + half
print(f(9), {(k := "key"): (v := 1)}, k, v, [i := 5, i ** 2], i)
