(a, b): int
[a]: int = 1
a, b: int
f(): str
