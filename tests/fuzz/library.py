"""Pieces of programs about what the built-in types do: calls of their methods with fitting and unfitting arguments, slices, formats, big integers, sets, sorting,
changes during iteration, class hierarchies, collections.

Numbers that say how much (a width, a repetition, a range) are small or far too large, so that no program wants much memory.
"""

# Methods and how many arguments they take at most.
METHODS = {
    "str": {"split": 2, "rsplit": 2, "splitlines": 1, "partition": 1, "rpartition": 1, "replace": 3, "strip": 1, "lstrip": 1, "rstrip": 1, "find": 3, "rfind": 3, "index": 3,
            "rindex": 3, "count": 3, "startswith": 3, "endswith": 3, "join": 1, "center": 2, "ljust": 2, "rjust": 2, "zfill": 1, "expandtabs": 1, "encode": 2, "translate": 1,
            "removeprefix": 1, "removesuffix": 1, "format": 3, "upper": 0, "lower": 0, "title": 0, "capitalize": 0, "swapcase": 0, "casefold": 0, "isidentifier": 0,
            "isnumeric": 0, "isdecimal": 0, "isprintable": 0, "istitle": 0, "isascii": 0, "format_map": 1},
    "bytes": {"split": 2, "rsplit": 2, "splitlines": 1, "partition": 1, "replace": 3, "strip": 1, "rstrip": 1, "find": 3, "rfind": 3, "index": 3, "count": 3, "startswith": 3, "endswith": 3,
              "join": 1, "center": 2, "ljust": 2, "zfill": 1, "expandtabs": 1, "decode": 2, "hex": 2, "removeprefix": 1, "translate": 1, "title": 0, "isalpha": 0, "isdigit": 0,
              "swapcase": 0, "fromhex": 1},
    "list": {"index": 3, "count": 1, "pop": 1, "insert": 2, "remove": 1, "extend": 1, "append": 1, "reverse": 0, "copy": 0, "clear": 0, "sort": 0},
    "tuple": {"index": 3, "count": 1},
    "dict": {"get": 2, "pop": 2, "setdefault": 2, "update": 1, "popitem": 0, "keys": 0, "values": 0, "items": 0, "copy": 0, "clear": 0, "fromkeys": 2},
    "set": {"add": 1, "remove": 1, "discard": 1, "union": 2, "intersection": 2, "difference": 2, "symmetric_difference": 1, "update": 2, "intersection_update": 1,
            "difference_update": 1, "symmetric_difference_update": 1, "issubset": 1, "issuperset": 1, "isdisjoint": 1, "copy": 0},
    "int": {"bit_length": 0, "bit_count": 0, "to_bytes": 2, "as_integer_ratio": 0, "is_integer": 0, "conjugate": 0,
            "from_bytes": 2},
    "float": {"is_integer": 0, "hex": 0, "fromhex": 1},
    "range": {"index": 1, "count": 1},
}
FUNCTIONS = {"abs": 1, "all": 1, "any": 1, "ascii": 1, "bin": 1, "bool": 1, "bytes": 2, "bytearray": 1, "callable": 1, "chr": 1, "complex": 2, "dict": 1, "divmod": 2, "enumerate": 2, "float": 1,
             "format": 2, "frozenset": 1, "hex": 1, "int": 2, "isinstance": 2, "issubclass": 2, "len": 1, "list": 1, "max": 2, "min": 2, "oct": 1, "ord": 1, "pow": 3, "range": 3,
             "repr": 1, "reversed": 1, "round": 2, "set": 1, "slice": 3, "sorted": 1, "str": 3, "sum": 2, "tuple": 1, "zip": 3, "next": 1, "iter": 1, "getattr": 3, "hasattr": 2, "type": 1,
             "map": 2, "filter": 2, "print": 2, "setattr": 3, "vars": 1}
SHOWN_AS_LIST = {"enumerate", "reversed", "zip", "map", "filter", "iter", "keys", "values", "items"}
KEYWORDS = {"split": "maxsplit", "rsplit": "maxsplit", "splitlines": "keepends", "replace": "count", "encode": "errors", "decode": "errors", "sort": "reverse", "sorted": "reverse", "max": "default",
            "min": "default", "sum": "start", "int": "base", "to_bytes": "signed", "from_bytes": "signed", "print": "sep", "expandtabs": "tabsize", "enumerate": "start", "round": "ndigits",
            "pow": "mod", "zip": "strict", "hex": "sep", "str": "errors", "dict": "a"}
OPERATORS = ["+", "-", "*", "/", "//", "%", "**", "@", "&", "|", "^", "<<", ">>", "<", "<=", "==", "!=", "in", "and"]
TEXTS = ["", "a", "ab", "abcabc", "Hello World", "x=1;y=2", "  pad ", "tab\tab\t", "line\nline\r\n\x0bend", "ÄÖß", "日本語", "\U0001f40d", "1234", "-5", "1_0", "0x1F", " 7 ", "1e5", "nan", "ǆ", "{}", "{0} {1!r}",
         "{a[0]}", "{:>5}", "%s", "%d%%", "%(a)s", "ab12", "utf-8", "ascii", "latin-1", "ignore", "replace", "strict", "big", "little", "\x00\x7f", "\N{DEGREE SIGN}C"]


class Library:
    """The pieces about built-in types, for `programs.Writer`."""

    def value(self, depth=2, hashable=False):
        """A value of any type."""
        kinds = ["int", "float", "str", "bytes", "None", "bool", "tuple", "frozenset", "range", "complex", "type"]
        if not hashable:
            kinds += ["list", "dict", "set", "bytearray", "list", "dict", "slice"]
        return self.value_of(self.random.choice(kinds), depth, hashable)

    def value_of(self, kind, depth=2, hashable=False):
        several = lambda most=4, **wanted: ", ".join(self.value(depth - 1, **wanted) for _ in range(self.random.randrange(most) if depth > 0 else 0))  # noqa: E731
        match kind:
            case "int":
                return self.pick("0", "1", "2", "3", "-1", "-2", "5", "10", "(2**63)", "(10**25)", "(-2**70)", "7")
            case "float":
                return self.pick("0.0", "-0.0", "1.5", "2.0", "-2.5", "1e300", "float('inf')", "float('nan')", "0.1")
            case "str":
                return repr(self.random.choice(TEXTS))
            case "bytes":
                return repr(self.random.choice(TEXTS).encode()[:6])
            case "bytearray":
                return f"bytearray({self.value_of('bytes')})"
            case "None":
                return "None"
            case "bool":
                return self.pick("True", "False")
            case "tuple":
                return f"tuple([{several(hashable=hashable)}])"
            case "list":
                return self.pick(f"[{several()}]", self.numbers(), f"[{', '.join(self.value_of('str') for _ in range(3))}]")
            case "dict":
                return "{" + ", ".join(f"{self.value(0, True)}: {self.value(depth - 1)}" for _ in range(self.random.randrange(4) if depth > 0 else 0)) + "}"
            case "set":
                return f"set([{', '.join(self.value_of(self.pick('int', 'int', 'str', 'float')) for _ in range(self.random.randrange(4)))}])"
            case "frozenset":
                return f"frozenset([{', '.join(self.value_of('int') for _ in range(self.random.randrange(3)))}])"
            case "range":
                return f"range({self.random.randrange(-2, 4)}, {self.random.randrange(9)}, {self.pick(1, 2, -1)})"
            case "complex":
                return self.pick("1j", "(2 - 3j)", "complex(0.5, -0.0)")
            case "slice":
                return f"slice({self.pick('None', '1', '-2')}, {self.pick('None', '2', '5', '-1')}, {self.pick('None', '2', '-1', '0')})"
            case "type":
                return self.pick("int", "str", "list", "(int, str)", "len", "ValueError", "...")

    def numbers(self, most=7):
        return f"[{', '.join(str(self.random.randrange(-5, 20)) for _ in range(self.random.randrange(most)))}]"

    def calls(self):
        """Calls of methods and functions; what they return or raise, and what became of the receiver."""
        lines = []
        for _ in range(6):
            if self.chance(35):
                name = self.random.choice(list(FUNCTIONS))
                call = f"{name}({self.arguments(name, FUNCTIONS[name], None)})"
                if name in SHOWN_AS_LIST:
                    call = f"list({call})"
                if name in ("iter", "type", "vars"):
                    call = f"len({call})" if name != "iter" else call
                lines.append(f"attempt(lambda: {call})")
                continue
            kind = self.random.choice(list(METHODS))
            name = self.random.choice(list(METHODS[kind]))
            given = self.arguments(name, METHODS[kind][name], kind)
            shown = f"v.{name}({given})"
            if name in SHOWN_AS_LIST:
                shown = self.pick(shown, f"list({shown})")
            receiver = self.value_of(kind)
            if kind in ("list", "dict", "set"):
                lines += [f"v = {receiver}", f"attempt(lambda: {shown})", f"print({'sorted(map(repr, v))' if kind == 'set' else 'v'})"]
            else:
                lines.append(f"attempt(lambda v={receiver}: {shown})")
        return "\n".join(lines) + "\n"

    def arguments(self, name, most, kind):
        count = self.random.choice([most, most, self.random.randrange(most + 1), self.random.randrange(most + 2)])
        given = []
        for _ in range(count):
            choice = self.random.randrange(100)
            given.append("8" if name == "expandtabs" else self.value() if choice < 35 or kind is None else self.value_of(kind) if choice < 65 else self.value_of("int"))
        if name in KEYWORDS and self.chance(30):
            given.append(f"{KEYWORDS[name]}={self.value(1)}")
        if name in ("max", "min", "sorted", "sort") and self.chance(40):
            given.append(f"key={self.pick('len', 'str', 'repr', 'abs', 'lambda x: x % 3', 'None', 'int')}")
        return ", ".join(given)

    def operators(self):
        """Operators between values of any types."""
        lines = []
        for _ in range(5):
            a, b = self.value(), self.value()
            if self.chance(30):
                b = a
            operator = self.random.choice(OPERATORS)
            if operator in ("**", "<<", "*") and "**" in a + b:
                operator = "+"
            lines.append(f"attempt(lambda a={a}, b={b}: a {operator} b)")
            if self.chance(40):
                lines += [f"a = {a}", f"def change():\n    global a\n    a {self.pick('+', '-', '|', '&', '%', '^', '//')}= {b}\n    return a", "attempt(change)"]
            if self.chance(30):
                lines.append(f"attempt(lambda a={a}: {self.pick('-a', '~a', '+a', 'not a', 'a[0]', 'a[-1:]', 'a()', 'a.b', '[*a]', '{**a}', 'len(a)', 'iter(a) is a', 'a[1, 2]', 'a.real')})")
        return "\n".join(lines) + "\n"

    def slices(self):
        lines = [f"v = {self.pick('list(range(', 'bytearray(range(')}{self.random.randrange(12)}))"]
        end = lambda: self.pick("", "", *map(str, range(-8, 13)), "10**20", "-10**20")  # noqa: E731
        for _ in range(6):
            place = f"{end()}:{end()}:{self.pick('', '', '1', '2', '3', '-1', '-2', '-3', '0', '10**20')}"
            value = self.pick("range(3)", "range(2)", "()", "v", "v[::-1]", "b'ab'", "(x for x in v)", "5", "None", "[1, 2, 3, 4]", "[7]", "[300]")
            lines.append(self.pick(f"attempt(lambda: v[{place}])", f"attempt(v.__setitem__, slice({', '.join(part or 'None' for part in place.split(':'))}), {value})",
                                   f"try:\n    v[{place}] = {value}\nexcept Exception as error:\n    print(type(error).__name__, error)",
                                   f"try:\n    del v[{place}]\nexcept Exception as error:\n    print(type(error).__name__, error)", f"attempt(lambda: range(20)[{place}][{place}])",
                                   f"attempt(lambda: slice({', '.join(part or 'None' for part in place.split(':'))}).indices({self.random.randrange(12)}))"))
            lines.append("print(v)")
        return "\n".join(lines) + "\n"

    def spec(self):
        """A format specification, right or wrong."""
        return "".join([self.pick("", "", "<", ">", "^", "=", "*<", "é^", "0>", "{>"), self.pick("", "", "+", "-", " "), self.pick("", "", "", "z"), self.pick("", "", "", "#"), self.pick("", "", "0"),
                        self.pick("", "5", "12", "20"), self.pick("", "", ",", "_"), self.pick("", "", ".0", ".3", ".12", "."), self.pick("", "d", "f", "e", "g", "x", "b", "o", "s", "%", "n", "c", "X", "E", "G", "F", "q")])

    def formats(self):
        lines = []
        for _ in range(8):
            value = self.pick("1234567", "-42", "0", "2**70", "3.14159", "-0.5", "1e20", "1e-7", "float('inf')", "float('nan')", "'text'", "'日本'", "True", "None", "1 + 2j", "[1]", "123456.789", "0.00001234", "65")
            spec = self.spec()
            percent = "%" + self.pick("", "-", "0", "+", " ", "#", "-0") + self.pick("", "3", "10", "*") + self.pick("", ".0", ".3", ".*") + self.pick(*"diouxXeEfFgGcrsa", "z", "%", "")
            stars = ", ".join(["5"] * percent.count("*") + [value])
            escaped = spec.replace("{", "{{")
            lines.append(self.random.choice([
                lambda: f"attempt(format, {value}, {spec!r})",
                lambda: f"attempt('{{0:{escaped}}}'.format, {value})" if "{" not in spec else f"attempt('{{:>{{}}}}'.format, {value}, 9)",
                lambda: f"attempt(lambda: {percent!r} % ({stars},))",
                lambda: f"attempt('{{{self.pick('', '0', 'a', '1', '-1', '0.real', '0.x', 'a[k]', '0[0]', 'b.v')}{self.pick('', '!r', '!s', '!a', '!x')}}}{self.pick('', '{{', '}}', '}', '{')}'.format, {value}, a={{'k': 1}}, b=Box())",
                lambda: f"attempt(lambda x={value}, w={self.random.randrange(12)}, p=3: f'{{x!{self.pick('r', 's', 'a')}:>{{w}}.{{p}}}}|{{x=}}|{{x = :>5}}')",
                lambda: f"attempt(lambda x={value}: f'{{x:{spec}}}')" if "{" not in spec else f"attempt(lambda x={value}: f'{{x!r}}')",
                lambda: f"attempt(lambda: {self.pick('round', 'divmod')}({value}, {self.random.randrange(-3, 5)}))",
            ])())
        return "\n".join(lines) + "\n"

    def big(self):
        """Integers of many digits."""
        lines = [f"a = {self.random.getrandbits(self.pick(60, 64, 100, 130, 300, 1200)) * self.pick(1, -1)}", f"b = {self.random.getrandbits(self.pick(20, 62, 63, 64, 128, 200)) * self.pick(1, -1)}"]
        expressions = ["a + b", "a - b", "a * b", "a // b", "a % b", "divmod(a, b)", "divmod(-a, b)", "a & b", "a | -b", "a ^ b", "~a", "a << 67", "a >> 67", "-a >> 5", "a / b", "a == b", "a < b", "a ** 3", "pow(a, 65537, b)",
                       "pow(a, -1, b)", "hash(a)", "hash(-b)", "float(a)", "float(b)", "a == float(b)", "a < float(b)", "b > float(b)", "str(a)", "hex(a)", "oct(b)", "bin(b)", "f'{a:,}'", "f'{b:_x}'", "f'{a:e}'", "f'{b:.3g}'",
                       "f'{b:+030d}'", "a.bit_length()", "a.bit_count()", "int(str(a)) == a", "int(hex(a), 16) == a", "int(oct(b), 0) == b", "a.to_bytes(200, 'big', signed=True)[-9:]", "b.to_bytes(26, 'little')",
                       "int.from_bytes(str(a).encode(), 'little') % 1000", "round(a, -5)", "round(b, -20)", "math.gcd(a, b)", "math.lcm(a, b)", "math.isqrt(abs(a))", "math.log2(abs(a) or 1)", "a * 0.5", "1.5 + b", "b % 1e10", "a // 1e10",
                       "b.as_integer_ratio()", "bool(a - a)", "abs(a)", "(a ** 2).bit_length()", "a * (b - b)", "(a - b) * (a + b) == a * a - b * b", "'%d|%x|%e' % (a, b, b)", "range(b)[5] if b > 9 else 0", "sum([a, b, -a]) == b",
                       "a in (b, a)", "len({a, b, a + 0})", "b << -1", "a // 0", "int(1e25) - a", "a.__trunc__() is a", "int(f'{a:_}') == a", "(a * b) % (10 ** 9 + 7)", "round(b / 3)", "a % -b", "-a // b", "a & 0xffffffffffffffffffff", "b | 1 << 90"]
        return "import math\n" + "\n".join(lines + [f"attempt(lambda: {expression})" for expression in self.random.sample(expressions, 10)]) + "\n"

    def sets(self):
        """Sets that grow, with the order that they show, and operations between them. (Which order removed items leave behind is nobody's promise.)"""
        item = lambda: self.pick(str(self.random.randrange(-9, 40)), str(self.random.randrange(2000)), "1.0", "True", "None", "(1, 2)", "'a'", "2.5", "frozenset({1})")  # noqa: E731
        some = lambda: ", ".join(item() for _ in range(self.random.randrange(1, 9)))  # noqa: E731
        lines = [f"s, r = set([{some()}]), {{{some()}}}", "print(s, r)"]
        for _ in range(6):
            operator, method = self.pick(("|", "union"), ("&", "intersection"), ("-", "difference"), ("^", "symmetric_difference"))
            lines.append(self.random.choice([
                lambda: f"print(s {operator} r, r {operator} s)",
                lambda: f"print(s.{method}([{some()}]))",
                lambda: "s |= r",
                lambda: f"s.add({item()})",
                lambda: f"r.update({{{some()}}}, [{some()}])",
                lambda: f"print({{x for x in [{some()}] if x != 3}}, frozenset([{some()}]))",
                lambda: "print(s <= r, s < r, s == r, s.isdisjoint(r), r >= s & r)",
                lambda: f"print(sorted(s, key=str), max(r, key=repr), list(r))",
                lambda: "r = s.copy(); print(r)",
                lambda: f"s, r = set(range({self.random.randrange(40)})), s",
            ])())
            lines.append("print(s, r)")
        return "\n".join(lines) + "\n"

    def changing(self):
        """Containers that are changed while something walks over them."""
        kind = self.pick("dict", "set", "list", "deque")
        made = {"dict": "{i: i for i in range(5)}", "set": "set(range(5))", "list": "list(range(5))", "deque": "deque(range(5))"}[kind]
        change = {"dict": ["d[9] = 1", "del d[k]", "d[k] = 7", "d.pop(4, None)", "d.clear()", "d.update({9: 9})", "d |= {k: 1}", "d.pop(0, None); d[7] = 1"], "set": ["d.add(9)", "d.discard(k)", "d.clear()", "d |= {1}", "d.discard(4)"],
                  "list": ["d.append(k) if len(d) < 9 else 0", "d.remove(k)", "d.clear()", "d.insert(0, 9) if len(d) < 9 else 0", "del d[::2]", "d.reverse()"],
                  "deque": ["d.append(k)", "d.popleft()", "d.rotate(1)", "d[0] = 9", "d.clear()", "d.extend(())"]}[kind]
        walk = {"dict": self.pick("d", "d.keys()", "d.values()", "d.items()", "reversed(d)"), "set": "d", "list": self.pick("d", "reversed(d)", "enumerate(d)"), "deque": self.pick("d", "reversed(d)")}[kind]
        use = self.pick(f"for k in {walk}:\n        k = k[0] if isinstance(k, tuple) else k\n        print(k)\n        if k {self.pick('> 1', '== 0', '== 4', '!= 2')}:\n            {self.random.choice(change)}",
                        f"print([(k, {'d.append(k)' if kind == 'deque' else 'd.pop()' if kind == 'list' else 'd.clear()'}) for k in {walk}])",
                        f"it = iter({walk})\n    print(next(it))\n    k = 3\n    {self.random.choice(change)}\n    print(next(it, 'end'), list(it))\n    print(next(it, 'end'))")
        return f"from collections import deque\nd = {made}\ntry:\n    {use}\nexcept Exception as error:\n    print(type(error).__name__, error)\nprint(d)\n"

    def sorting(self):
        """Sorting with keys, whose comparisons are counted by what they print."""
        data = self.pick(f"[{', '.join(self.value_of('str') for _ in range(6))}]", self.numbers(30), f"[{', '.join(str(self.random.randrange(5)) for _ in range(40))}]", "[3, 'a', 1]", "[(1, 'b'), (0, 'z'), (1, 'a')]",
                         "[2.5, 1, float('nan'), 0]", "[[2], [1, 5], []]", "[None, 1]", "[Key(n) for n in (3, 1, 2, 1)]")
        key = self.pick("None", "str", "lambda x: -x", "len", "lambda x: x % 3", "repr", "lambda x: (x % 2, -x)", "Key", "lambda x: 1 / x", "abs", "lambda x: v.append(x) or x")
        lines = ["class Key:", "    def __init__(self, n):", "        self.n = n", "    def __lt__(self, other):", f"        {self.pick('', 'print(self.n, other.n); ')}return {self.pick('self.n < other.n', 'self.n % 3 < other.n % 3', 'other.n < self.n', '1 // self.n')}",
                 "    def __repr__(self):", "        return f'Key({self.n})'", f"v = {data}", f"attempt(lambda: sorted(v, key={key}, reverse={self.pick('True', 'False', '0', '1')}))", f"attempt(lambda: v.sort(key={key}))", "print(v)",
                 f"attempt(lambda: {self.pick('max', 'min')}(list(v), key={key}))"]
        return "\n".join(lines) + "\n"

    def hierarchy(self):
        """Classes that inherit from several, with special methods that call super() or decline."""
        names = [self.fresh("H") for _ in range(4)]
        lines = []
        for index, name in enumerate(names):
            known = names[:index]
            bases = self.random.sample(known, self.random.randrange(min(3, len(known) + 1)))
            if not bases and self.chance(15):
                bases = [self.pick("int", "list", "dict", "Exception", "str")]
            inherits = bool(set(bases) & set(known))
            lines += [f"class {name}({', '.join(bases)}):", f"    tag = '{name}'"]
            parts = [
                ["    def who(self):", f"        return ['{name}'" + (" + getattr(super(), 'who', list)()]" if self.chance(20) else ", *getattr(super(), 'who', list)()]")],
                ["    def __add__(self, other):", f"        return {self.pick('NotImplemented', repr(name + '+'), 'other')}"],
                ["    def __radd__(self, other):", f"        return {self.pick('NotImplemented', repr('+' + name))}"],
                ["    def __iadd__(self, other):", f"        return {self.pick('NotImplemented', 'self', '5')}"],
                ["    def __eq__(self, other):", f"        return {self.pick('NotImplemented', 'True', 'self.tag == getattr(other, chr(116) + chr(97) + chr(103), 0)')}"],
                ["    def __lt__(self, other):", f"        return {self.pick('NotImplemented', 'True', '7')}"],
                ["    def __gt__(self, other):", f"        return {self.pick('NotImplemented', 'False', '[]')}"],
                ["    def __len__(self):", f"        return {self.pick('0', '3', '-1', 'None', '2.5')}"],
                ["    def __bool__(self):", f"        return {self.pick('True', 'False', '1')}"],
                ["    def __contains__(self, item):", f"        return {self.pick('item == 1', '[]', 'item')}"],
                ["    def __iter__(self):", f"        {self.pick('yield from (1, 2)', 'return iter([3])', 'return 5', 'return self')}"],
                ["    def __call__(self, *args, **kw):", f"        return '{name}', args, kw"],
                ["    def __getattr__(self, name):", f"        {self.pick('return name * 2', 'raise AttributeError(name)', 'return super().__getattribute__(name)')}"],
                ["    def __setattr__(self, name, value):", f"        {self.pick('super().__setattr__(name, value)', 'print(name, value); object.__setattr__(self, name, value)', 'raise TypeError(name)')}"],
                ["    def __getitem__(self, key):", f"        {self.pick('return key', 'raise IndexError(key)', 'return [1, 2][key]')}"],
                ["    def __index__(self):", f"        return {self.pick('2', '-1', '2.0')}"],
                ["    def __hash__(self):", f"        return {self.pick('5', '2**70', 'None')}"],
                ["    def __str__(self):", f"        return {self.pick(repr('str ' + name), '5')}"],
                ["    def __format__(self, spec):", f"        return {self.pick('spec * 2', '7')}"],
                ["    @property", "    def p(self):", f"        return {self.pick('self.tag', 'self._p', '1 // 0')}"],
                ["    @property", "    def q(self):", "        return self._q", "    @q.setter", "    def q(self, value):", f"        self._q = {self.pick('value', '[value]', 'value + 1')}"],
                ["    @classmethod", "    def make(cls):", "        return cls.__name__, cls.tag"],
                ["    @staticmethod", "    def plain(x=3):", "        return x"],
                ["    __slots__ = ()"] if self.chance(10) else ["    def __init_subclass__(cls, **kw):", f"        print('{name} has', cls.__name__)", "        super().__init_subclass__(**kw)"],
            ]
            for part in self.random.sample(parts, self.random.randrange(2, 9)):
                lines += part
            lines += ["    def __repr__(self):", f"        return '<{name}>'"]
            if inherits and self.chance(40):
                lines += ["    def __init__(self, *args):", f"        print('init {name}', len(args))", "        super().__init__(*args)"]
        uses = ["x + y", "y + x", "x + 1", "1 + x", "x == y", "x != y", "x < y", "x > y", "x <= y", "len(x)", "bool(x)", "1 in x", "list(x)[:5]", "x(1, k=2)", "x.nothing", "x.who()", "x[1]", "[5, 6, 7][x]", "hash(x) == hash(x)", "str(x)", "f'{x:ab}'", "x.p",
                "x.q", "setattr(x, 'q', 4), x.q", "setattr(x, 'z', 4), x.z", "setattr(x, 'p', 4)", "x.make()", "x.plain(), y.plain(2)", "isinstance(x, type(y))", "[c.__name__ for c in type(x).__mro__]", "{x: 1}.get(x)", "x in [y, x]", "sorted([x, y])",
                "max(x, y)", "-x", "x @ y", "del_(x)", "not x", "x.tag, y.tag", "'%s %r' % (x, y)", "x is y or x", "range(x)", "x.__class__.__name__", "vars(x)", "super(type(x), x).tag", "type(x).who(y)", "x.__init__()", "hex(x)", "round(x)", "int(x)"]
        lines.append(f"x, y = None, None\ntry:\n    x, y = {self.random.choice(names)}(), {self.random.choice(names)}()\nexcept Exception as error:\n    print(type(error).__name__, error)")
        lines += [f"attempt(lambda: {use})" for use in self.random.sample(uses, 12)]
        lines += ["def change():\n    global x\n    x += y\n    return x", "attempt(change)"] if self.chance(40) else []
        # A hierarchy without a consistent order, or that Python refuses for another reason, is refused with the same words.
        body = "\n".join("    " + line for line in "\n".join(lines).splitlines())
        return f"try:\n{body}\nexcept Exception as error:\n    print(type(error).__name__, error)\n"

    def collected(self):
        """What the modules of collections, itertools and functools do."""
        data, more = self.numbers(), self.numbers()
        text = self.value_of("str")
        n = self.random.randrange(-2, 6)
        calls = [f"deque({data}, {n})", f"(lambda d: (d.rotate({n}), d.extendleft({more}), d))(deque({data}, maxlen=5))", f"Counter({text}).most_common({n})", f"Counter({data}) {self.pick('+', '-', '&', '|')} Counter({more})",
                 f"dict(groupby_(sorted({data})))", f"list(accumulate({data}, {self.pick('max', 'lambda a, b: a * b', 'None')}))", f"list(chain({data}, {text}))", f"list(islice({data}, {n}, {self.pick('None', '5')}, {self.pick(1, 2, 0)}))",
                 f"list(product({data}[:3], {text}[:2]))", f"list(permutations({data}[:4], {n}))", f"list(combinations({data}[:5], {n}))", f"list(zip_longest({data}, {text}, fillvalue=0))", f"reduce(lambda a, b: a - b, {data})",
                 f"reduce(lambda a, b: (a, b), {more}, 0)", f"list(takewhile(lambda x: x > 2, {data})), list(dropwhile(lambda x: x > 2, {data}))", f"list(starmap(pow, zip({data}, [2, 3])))", f"list(pairwise({data}))", f"list(batched({data}, {n}))",
                 f"OrderedDict(zip({text}, {data}))", f"ChainMap({{'a': 1}}, {{'a': 2, 'b': {n}}})['{self.pick('a', 'b', 'c')}']", f"(lambda d: ([d[x % 3].append(x) for x in {data}], d))(defaultdict(list))", f"list(compress({data}, {more}))",
                 f"partial(divmod, {n})({self.random.randrange(5)})", f"Pair({n}, 2)._replace({self.pick('x', 'y', 'z')}=5)", f"Pair(*{data})", f"Pair({n}, 1) < (1, 2), Pair({n}, 1)._asdict()", f"sorted({data}, key=cmp_to_key(lambda a, b: b - a))",
                 f"[list(part) for part in tee({data})]", f"list(filterfalse(lambda x: x % 2, {data}))", f"list(combinations_with_replacement({data}[:3], {n}))", f"bisect({data}, {n}), insort_(sorted({data}), {n})", f"heap({data})",
                 f"list(islice(cycle({data}), 7))", f"list(islice(count({n}, {self.pick(2, -1, 0.5)}), 4))", f"list(repeat({text}, {n}))"]
        head = ["from collections import *", "from itertools import *", "from functools import *", "from bisect import *", "import heapq", "Pair = namedtuple('Pair', 'x y', defaults=[9])", "groupby_ = lambda data: ((k, list(g)) for k, g in groupby(data, lambda x: x // 4))",
                "insort_ = lambda data, n: (insort(data, n), data)", "heap = lambda data: (heapq.heapify(data), data, [heapq.heappop(data) for _ in range(3)])"]
        return "\n".join(head + [f"attempt(lambda: {call})" for call in self.random.sample(calls, 8)]) + "\n"
