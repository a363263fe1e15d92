class Token:
    def __init__(self, kind, text): self.kind, self.text = kind, text
    def __repr__(self): return f"{self.kind}:{self.text}"
def tokens(s):
    i = 0
    while i < len(s):
        c = s[i]
        if c.isspace(): i += 1; continue
        if c.isdigit():
            j = i
            while j < len(s) and (s[j].isdigit() or s[j] == "."): j += 1
            yield Token("num", s[i:j]); i = j
        elif c in "+-*/()^":
            yield Token("op", c); i += 1
        else: raise SyntaxError(f"bad character {c!r} at {i}")
class Parser:
    def __init__(self, s): self.ts, self.i = list(tokens(s)), 0
    def peek(self): return self.ts[self.i].text if self.i < len(self.ts) else None
    def eat(self): self.i += 1; return self.ts[self.i - 1].text
    def expr(self):
        v = self.term()
        while self.peek() in ("+", "-"): v = v + self.term() if self.eat() == "+" else v - self.term()
        return v
    def term(self):
        v = self.power()
        while self.peek() in ("*", "/"): v = v * self.power() if self.eat() == "*" else v / self.power()
        return v
    def power(self):
        v = self.atom()
        if self.peek() == "^": self.eat(); return v ** self.power()
        return v
    def atom(self):
        t = self.eat()
        if t == "(":
            v = self.expr()
            assert self.eat() == ")"
            return v
        if t == "-": return -self.atom()
        return float(t) if "." in t else int(t)
for s in ("1 + 2 * 3", "(1 + 2) * 3", "2 ^ 3 ^ 2", "-4 * (2 - 5.5)", "10 / 4", "1 + $"):
    try: print(s, "=", Parser(s).expr())
    except SyntaxError as e: print(e)
print(list(tokens("12+(3)")))
