class Name(str):
    def greet(self):
        return "hello " + self
    def upper(self):
        return "<" + super().upper() + ">"
n = Name("bob")
print(n, n.greet(), n.upper(), len(n), n == "bob", isinstance(n, str), type(n).__name__, type(n + "x").__name__, {n: 1}["bob"], n[0], hash(n) == hash("bob"))
n.extra = 5
print(n.extra, repr(n), f"{n:>5}", n in ["bob"], "-".join([n, n]), sorted([n, "al"]))
