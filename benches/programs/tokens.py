"""Characters one by one: a tokenizer, a recursive-descent parser and an evaluator of arithmetic."""


def tokens(text):
    result = []
    i = 0
    while i < len(text):
        c = text[i]
        if c == " ":
            i += 1
        elif c.isdigit():
            start = i
            while i < len(text) and text[i].isdigit():
                i += 1
            result.append(("number", int(text[start:i])))
        elif c.isalpha():
            start = i
            while i < len(text) and text[i].isalpha():
                i += 1
            result.append(("name", text[start:i]))
        else:
            result.append(("sign", c))
            i += 1
    result.append(("end", None))
    return result


class Parser:
    def __init__(self, text):
        self.tokens = tokens(text)
        self.position = 0

    def next(self):
        token = self.tokens[self.position]
        self.position += 1
        return token

    def accept(self, *signs):
        kind, value = self.tokens[self.position]
        if kind == "sign" and value in signs:
            self.position += 1
            return value
        return None

    def sum(self):
        left = self.product()
        while True:
            sign = self.accept("+", "-")
            if sign is None:
                return left
            left = (sign, left, self.product())

    def product(self):
        left = self.atom()
        while True:
            sign = self.accept("*", "%")
            if sign is None:
                return left
            left = (sign, left, self.atom())

    def atom(self):
        if self.accept("("):
            inner = self.sum()
            self.accept(")")
            return inner
        return self.next()


def evaluate(tree, names):
    kind = tree[0]
    if kind == "number":
        return tree[1]
    if kind == "name":
        return names[tree[1]]
    left = evaluate(tree[1], names)
    right = evaluate(tree[2], names)
    if kind == "+":
        return left + right
    if kind == "-":
        return left - right
    if kind == "*":
        return left * right
    return left % right


total = 0
for i in range(20000):
    tree = Parser("(alpha + %d) * (beta - 3) %% 1009 + (12 * gamma - alpha * 2) * (7 + beta)" % i).sum()
    for n in range(3):
        total += evaluate(tree, {"alpha": i, "beta": n, "gamma": 5})
print(total)
