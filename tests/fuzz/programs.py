"""Random well-typed programs that end soon and print the same whenever they run: no addresses, no clocks, no order of sets.

`program(seed)` is a list of top-level pieces of text, so that a minimiser can leave pieces out. Each piece that may raise catches what it raises and prints it.
Half of them are expressions and statements that grow from types, here; the others are of the kinds in `control` and `library`.
"""

import random

import control
import library

TYPES = ["int", "float", "str", "bool", "bytes", "ints", "strs", "pairs", "dict", "set", "tuple"]
WORDS = ["", "a", "b", "xyz", "Hello", "no end", "é", "日本", "tab\t", "12", "-7", "3.5", "αβγ", "%s", "{}", "ß", "\U0001f40d"]
NUMBERS = ["0", "1", "2", "3", "5", "7", "10", "-1", "-2", "-13", "255", "1000003", "2**31", "2**61", "2**61 - 1", "-2**61", "2**62", "2**63", "10**18",
           "10**25", "-3**60", "0x7fff_ffff", "0b1011"]
FLOATS = ["0.0", "-0.0", "0.1", "1.0", "1.5", "-2.75", "3.14159", "1e16", "1e22", "1e-5", "123456.789", "1e300", "2.5e-200", "float('inf')",
          "float('nan')", "5e-324", "0.3"]
SPECS = {
    "int": ["", "d", "5d", "<8", ">8", "^9", "+d", "08d", ",", "_", "x", "#x", "b", "#o", "X", "e", ".3f", "c>6", "=+9", "n"],
    "float": ["", ".2f", "10.3f", "e", ".3e", "g", ".10g", "%", ".1%", "+.2f", "010.2f", ",.2f", "<12", "G", "_.4f"],
    "str": ["", "s", "5", "<8", ">8", "^9", "*^9", ".2", "10.3"],
}
PERCENT = {"int": ["%d", "%5d", "%-5d|", "%05d", "%x", "%#x", "%+d", "%i", "%s", "%r"], "float": ["%f", "%.2f", "%e", "%g", "%10.3f", "%s", "%r"],
           "str": ["%s", "%r", "%10s", "%-10s|", "%.2s", "%a"]}


TO_TEXT = ["hex()", "decode('latin-1')", "decode('utf-8', 'replace')"]
OF_BYTES = ["upper()", "strip()", "title()", "replace(b'a', b'xy')", "center(7)", "zfill(6)"]
TO_STRS = ["split()", "split('a')", "splitlines()", "rsplit(None, 1)", "split(' ', 1)"]


class Writer(control.Control, library.Library):
    """Makes one program."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.names = 0
        self.scope = {kind: [] for kind in TYPES}
        self.functions = []  # (name, parameter types, result type)
        self.generators = []  # (name, parameter types): they yield integers
        self.classes = []  # (name, names of integer attributes, whether it is ordered)
        self.depth = 0

    def pick(self, *choices):
        return self.random.choice(choices)

    def chance(self, percent):
        return self.random.randrange(100) < percent

    def fresh(self, prefix="v"):
        self.names += 1
        return f"{prefix}{self.names}"

    def byte_order(self):
        return self.pick("'big'", "'little'")

    # ----- expressions -----

    def expr(self, kind, depth=3):
        """An expression of a type."""
        if depth <= 0 or self.chance(15):
            return self.leaf(kind)
        if self.chance(8):
            return f"({self.expr(kind, depth - 1)} if {self.expr('bool', depth - 1)} else {self.expr(kind, depth - 1)})"
        fitting = [function for function in self.functions if function[2] == kind]
        if fitting and self.chance(15):
            return self.call(self.random.choice(fitting), depth)
        return getattr(self, "expr_" + kind)(depth - 1)

    def call(self, function, depth):
        name, parameters, _ = function
        return f"{name}({', '.join(self.expr(kind, min(depth - 1, 1)) for kind in parameters)})"

    def leaf(self, kind):
        if self.scope[kind] and self.chance(70):
            return self.random.choice(self.scope[kind])
        match kind:
            case "int":
                return f"({self.random.choice(NUMBERS)})" if self.chance(50) else f"({self.random.randrange(-20, 100)})"
            case "float":
                return self.random.choice(FLOATS)
            case "str":
                return repr(self.random.choice(WORDS))
            case "bool":
                return self.pick("True", "False")
            case "bytes":
                return repr(bytes(self.random.randrange(256) for _ in range(self.random.randrange(6))))
            case "ints":
                return f"[{', '.join(self.leaf('int') for _ in range(self.random.randrange(6)))}]"
            case "strs":
                return f"[{', '.join(repr(self.random.choice(WORDS)) for _ in range(self.random.randrange(5)))}]"
            case "pairs":
                return f"[{', '.join(f'({self.random.randrange(9)}, {self.random.choice(WORDS)!r})' for _ in range(self.random.randrange(5)))}]"
            case "dict":
                return "{" + ", ".join(f"{self.random.choice(WORDS)!r}: {self.leaf('int')}" for _ in range(self.random.randrange(5))) + "}"
            case "set":
                return f"set({self.leaf('ints')})"
            case "tuple":
                return f"({self.leaf('int')}, {self.leaf('str')}, {self.leaf('float')})"

    def expr_int(self, depth):
        e = self.expr
        small = f"({e('int', depth)} % {self.random.randrange(1, 12)})"
        return self.random.choice([
            lambda: f"({e('int', depth)} {self.pick('+', '-', '*', '//', '%', '&', '|', '^')} {e('int', depth)})",
            lambda: f"({e('int', depth)} {self.pick('<<', '>>', '**')} {small})",
            lambda: f"{self.pick('-', '~', '+')}{e('int', depth)}",
            lambda: f"len({e(self.pick('str', 'ints', 'dict', 'set', 'bytes', 'strs'), depth)})",
            lambda: f"{self.pick('sum', 'max', 'min')}({e('ints', depth)})",
            lambda: f"{self.pick('max', 'min')}({e('int', depth)}, {e('int', depth)})",
            lambda: f"abs({e('int', depth)})",
            lambda: f"int({e(self.pick('float', 'str', 'bool'), depth)})",
            lambda: f"{e('ints', depth)}[{small}]",
            lambda: f"{e('dict', depth)}.get({e('str', depth)}, {e('int', depth)})",
            lambda: f"{e('dict', depth)}[{e('str', depth)}]",
            lambda: f"divmod({e('int', depth)}, {e('int', depth)})[{self.pick(0, 1)}]",
            lambda: f"{e('int', depth)}.bit_length()",
            lambda: f"pow({e('int', depth)}, {small}, {e('int', depth)})",
            lambda: f"{e('str', depth)}.{self.pick('count', 'find', 'rfind', 'index')}({e('str', depth)})",
            lambda: f"{e('ints', depth)}.{self.pick('count', 'index')}({e('int', depth)})",
            lambda: f"hash({e(self.pick('int', 'str', 'bytes', 'bool'), depth)})",
            lambda: f"hash({self.random.choice(FLOATS).replace('nan', 'inf')})",
            lambda: f"round({e(self.pick('float', 'int'), depth)})",
            lambda: f"sum({self.pick('x', 'x * x', 'x & 3')} for x in {e('ints', depth)} if {self.condition('x')})",
            lambda: f"int.from_bytes({e('bytes', depth)}, {self.byte_order()}, signed={self.pick('True', 'False')})",
            lambda: f"ord(({e('str', depth)} + 'q')[0])",
            lambda: f"(lambda x, y={e('int', 0)}: {self.pick('x + y', 'x - y', 'x * 2', 'y')})({e('int', depth)})",
            lambda: self.generator_sum(depth),
            lambda: self.attribute(depth),
        ])()

    def condition(self, name):
        return self.pick(f"{name} > 2", f"{name} % 2", f"not {name} % 3", f"{name} != 7", f"-5 < {name} <= 100", "True")

    def generator_sum(self, depth):
        if not self.generators:
            return self.leaf("int")
        name, parameters = self.random.choice(self.generators)
        arguments = ", ".join(self.expr(kind, 0) for kind in parameters)
        return f"{self.pick('sum', 'max', 'len')}({self.pick('list', 'tuple', 'sorted')}({name}({arguments})))"

    def attribute(self, depth):
        if not self.classes:
            return self.leaf("int")
        name, attributes, _ = self.random.choice(self.classes)
        made = f"{name}({', '.join(self.expr('int', 0) for _ in attributes)})"
        return self.pick(f"{made}.{self.random.choice(attributes)}", f"{made}.total()", f"{made}.twice", f"({made} + {made}).total()", f"len({made})")

    def expr_float(self, depth):
        e = self.expr
        return self.random.choice([
            lambda: f"({e('float', depth)} {self.pick('+', '-', '*', '/', '//', '%')} {e(self.pick('float', 'int'), depth)})",
            lambda: f"({e('int', depth)} / {e('int', depth)})",
            lambda: f"float({e(self.pick('int', 'str', 'bool'), depth)})",
            lambda: f"round({e('float', depth)}, {self.random.randrange(-3, 6)})",
            lambda: f"abs({e('float', depth)})",
            lambda: f"-{e('float', depth)}",
            lambda: f"{self.pick('max', 'min')}({e('float', depth)}, {e('int', depth)})",
            lambda: f"({e('float', depth)} ** {self.pick(2, 3, -1)})",
            lambda: f"abs({e('float', depth)}) ** 0.5",
            lambda: f"divmod({e('float', depth)}, {e('float', depth)})[{self.pick(0, 1)}]",
        ])()

    def expr_bool(self, depth):
        e = self.expr
        kind = self.pick("int", "float", "str", "bytes", "ints", "strs", "tuple", "set", "bool")
        return self.random.choice([
            lambda: f"({e(kind, depth)} {self.pick('<', '<=', '==', '!=', '>', '>=')} {e(kind, depth)})",
            lambda: f"({e('int', depth)} {self.pick('<', '==', '>=')} {e('float', depth)})",
            lambda: f"({e('bool', depth)} {self.pick('and', 'or', '^', '==', 'is', 'is not')} {e('bool', depth)})",
            lambda: f"(not {e(kind, depth)})",
            lambda: f"({e('int', depth)} {self.pick('in', 'not in')} {e(self.pick('ints', 'set'), depth)})",
            lambda: f"({e('str', depth)} {self.pick('in', 'not in')} {e(self.pick('str', 'strs', 'dict'), depth)})",
            lambda: f"bool({e(kind, depth)})",
            lambda: f"{self.pick('any', 'all')}({self.condition('x')} for x in {e('ints', depth)})",
            lambda: f"isinstance({e(kind, depth)}, {self.pick('int', 'str', '(int, float)', 'list', 'object', 'bool')})",
            lambda: f"{e('str', depth)}.{self.pick('isdigit', 'isalpha', 'isspace', 'isupper', 'islower', 'isidentifier', 'isalnum')}()",
            lambda: f"{e('str', depth)}.{self.pick('startswith', 'endswith')}({e('str', depth)})",
        ])()

    def expr_str(self, depth):
        e = self.expr
        kind = self.pick("int", "float", "str")
        anything = self.pick(*TYPES)
        while anything == "set":
            anything = self.pick(*TYPES)
        return self.random.choice([
            lambda: f"({e('str', depth)} + {e('str', depth)})",
            lambda: f"({e('str', depth)} * {self.random.randrange(-1, 4)})",
            lambda: f"{self.pick('str', 'repr', 'ascii')}({e(anything, depth)})",
            lambda: f"{e('str', depth)}.{self.pick('upper', 'lower', 'strip', 'title', 'swapcase', 'capitalize', 'casefold', 'lstrip')}()",
            lambda: f"{e('str', depth)}[{self.slice()}]",
            lambda: f"{e('str', depth)}.replace({e('str', 0)}, {e('str', 0)})",
            lambda: f"{e('str', depth)}.join({e('strs', depth)})",
            lambda: f"{e('str', depth)}.{self.pick('center', 'ljust', 'rjust', 'zfill')}({self.random.randrange(12)})",
            lambda: f"format({e(kind, depth)}, {self.random.choice(SPECS[kind])!r})",
            lambda: "f\"<{" + self.quiet(kind, depth) + self.pick("", "!r", "!s") + "}>\"",
            lambda: "f\"{" + self.quiet(kind, depth) + ":" + self.random.choice(SPECS[kind]) + "}\"",
            lambda: f"{self.random.choice(PERCENT[kind])!r} % ({e(kind, depth)},)",
            lambda: f"'{{:{self.random.choice(SPECS[kind])}}}|{{1}}'.format({e(kind, depth)}, {e('str', depth)})".replace("{:", "{0:"),
            lambda: f"{self.pick('hex', 'bin', 'oct')}({e('int', depth)})",
            lambda: f"chr({e('int', depth)} % 1000 + 32)",
            lambda: f"{self.pick('max', 'min')}({e('strs', depth)})",
            lambda: f"{e('bytes', depth)}.{self.random.choice(TO_TEXT)}",
            lambda: f"type({e(anything, depth)}).__name__",
        ])()

    def quiet(self, kind, depth):
        """An expression that can stand in an f-string of double quotes, braces apart."""
        text = self.expr(kind, min(depth, 1))
        return f"({text})" if not set("\"{}\\#!") & set(text) else "(7)" if kind == "int" else "(0.5)" if kind == "float" else "('w')"

    def slice(self):
        def end():
            return self.pick("", str(self.random.randrange(-4, 6)))
        return f"{end()}:{end()}:{self.pick('', '', '1', '2', '-1', '-2')}"

    def expr_bytes(self, depth):
        e = self.expr
        return self.random.choice([
            lambda: f"({e('bytes', depth)} + {e('bytes', depth)})",
            lambda: f"{e('bytes', depth)}[{self.slice()}]",
            lambda: f"{e('str', depth)}.encode()",
            lambda: f"bytes(x & 255 for x in {e('ints', depth)})",
            lambda: f"({e('int', depth)} & 0xffffff).to_bytes({self.pick(3, 4, 2)}, {self.byte_order()})",
            lambda: f"{e('bytes', depth)}.{self.random.choice(OF_BYTES)}",
            lambda: f"bytes(bytearray({e('bytes', depth)}){self.pick('', '[::-1]', ' * 2')})",
        ])()

    def expr_ints(self, depth):
        e = self.expr
        return self.random.choice([
            lambda: f"({e('ints', depth)} + {e('ints', depth)})",
            lambda: f"{e('ints', depth)}[{self.slice()}]",
            lambda: f"sorted({e(self.pick('ints', 'set'), depth)}{self.pick('', ', reverse=True', ', key=lambda x: -x', ', key=abs', ', key=lambda x: x % 5')})",
            lambda: f"[{self.pick('x', 'x + 1', 'x * x', '-x', 'x // 2')} for x in {e('ints', depth)} if {self.condition('x')}]",
            lambda: f"[x {self.pick('+', '*', '-')} y for x in {e('ints', 0)} for y in range({self.random.randrange(4)})]",
            lambda: f"list(range({self.random.randrange(-5, 5)}, {self.random.randrange(-5, 12)}, {self.pick(1, 2, -1, 3)}))",
            lambda: f"list(map({self.pick('abs', 'lambda x: x + 1', 'int', 'round')}, {e('ints', depth)}))",
            lambda: f"list({self.pick('reversed', 'iter')}({e('ints', depth)}))",
            lambda: f"[n for n, _ in {e('pairs', depth)}]",
            lambda: f"list({e('dict', depth)}.values())",
            lambda: f"list({e('bytes', depth)})",
            lambda: f"[*{e('ints', depth)}, *{e('ints', 0)}]",
            lambda: f"list(filter(None, {e('ints', depth)}))",
            lambda: f"[a * b for a, b in zip({e('ints', depth)}, {e('ints', depth)})]",
            lambda: f"[len(w) for w in {e('strs', depth)}]",
        ])()

    def expr_strs(self, depth):
        e = self.expr
        return self.random.choice([
            lambda: f"{e('str', depth)}.{self.random.choice(TO_STRS)}",
            lambda: f"sorted({e('strs', depth)}{self.pick('', ', key=len', ', reverse=True', ', key=str.lower')})",
            lambda: f"list({e('dict', depth)})",
            lambda: f"[w{self.pick('.upper()', ' + w', '[:2]', '.strip()')} for w in {e('strs', depth)}]",
            lambda: f"[str(n) for n in {e('ints', depth)}]",
            lambda: f"list({e('str', depth)})",
            lambda: f"list({e('str', depth)}.partition({e('str', 0)}))",
        ])()

    def expr_pairs(self, depth):
        e = self.expr
        return self.random.choice([
            lambda: f"list(enumerate({e('strs', depth)}))",
            lambda: f"list(zip({e('ints', depth)}, {e('strs', depth)}))",
            lambda: f"sorted({e('pairs', depth)})",
            lambda: f"[(n, w) for w, n in {e('dict', depth)}.items()]",
        ])()

    def expr_dict(self, depth):
        e = self.expr
        return self.random.choice([
            lambda: f"{{w: len(w) for w in {e('strs', depth)}}}",
            lambda: f"({e('dict', depth)} | {e('dict', depth)})",
            lambda: f"{{**{e('dict', depth)}, {e('str', 0)}: {e('int', 0)}}}",
            lambda: f"dict(zip({e('strs', depth)}, {e('ints', depth)}))",
            lambda: f"dict.fromkeys({e('strs', depth)}, {e('int', 0)})",
            lambda: f"dict(sorted({e('dict', depth)}.items(), key=lambda item: {self.pick('item[1]', 'item[0]', '-item[1]')}))",
            lambda: f"dict(a={e('int', 0)}, **{e('dict', depth)})",
        ])()

    def expr_set(self, depth):
        e = self.expr
        return self.random.choice([
            lambda: f"({e('set', depth)} {self.pick('|', '&', '-', '^')} {e('set', depth)})",
            lambda: f"{{x {self.pick('% 5', '+ 1', '* 2')} for x in {e('ints', depth)}}}",
            lambda: f"set({e('ints', depth)})",
            lambda: f"{e('set', depth)}.{self.pick('union', 'difference', 'intersection', 'symmetric_difference')}({e('ints', depth)})",
        ])()

    def expr_tuple(self, depth):
        e = self.expr
        return f"({e('int', depth)}, {e('str', depth)}, {e('float', depth)})"

    # ----- statements -----

    def statements(self, count, indent, loops=0):
        lines = []
        for _ in range(count):
            lines += self.statement(indent, loops)
        return lines or [indent + "pass"]

    def show(self, kind):
        text = self.expr(kind)
        return f"print(sorted({text}))" if kind == "set" else f"print({text})"

    def statement(self, indent, loops=0):
        choice = self.random.randrange(100)
        if choice < 25:
            return [indent + self.show(self.pick(*TYPES))]
        if choice < 45:
            kind = self.pick(*TYPES)
            name, text, plain = self.fresh(), self.expr(kind), self.leaf(kind)
            if indent == "":
                self.scope[kind].append(name)
                return [f"{name} = {plain}", f"{name} = {text}"]
            return [f"{indent}{name} = {text}", indent + (f"print(sorted({name}))" if kind == "set" else f"print({name})")]
        if choice < 62:
            return [indent + self.change()]
        if choice < 70 and len(indent) < 12:
            lines = [f"{indent}if {self.expr('bool', 2)}:"] + self.statements(2, indent + "    ", loops)
            if self.chance(50):
                lines += [f"{indent}else:"] + self.statements(1, indent + "    ", loops)
            return lines
        if choice < 78 and len(indent) < 12:
            name = self.fresh("i")
            source = self.pick(f"range({self.random.randrange(6)})", f"{self.leaf('ints')}[:4]", f"enumerate({self.leaf('strs')}[:3])")
            lines = [f"{indent}for {name} in {source}:"] + self.statements(2, indent + "    ", loops + 1)
            lines.append(f"{indent}    print({name})")
            if self.chance(30):
                lines += [f"{indent}else:", f"{indent}    print('done')"]
            return lines
        if choice < 82 and len(indent) < 12:
            name = self.fresh("n")
            return [f"{indent}{name} = {self.random.randrange(5)}", f"{indent}while {name} > 0:", f"{indent}    {name} -= 1",
                    *self.statements(1, indent + "    ", loops + 1), *([f"{indent}    if {self.expr('bool', 1)}: {self.pick('break', 'continue')}"])]
        if choice < 90 and len(indent) < 12:
            caught = self.pick("ValueError", "(TypeError, IndexError)", "Exception", "KeyError", "ArithmeticError")
            lines = [f"{indent}try:"] + self.statements(2, indent + "    ", loops)
            if self.chance(30):
                lines.append(f"{indent}    raise {self.pick('ValueError', 'KeyError', 'IndexError')}({self.expr('str', 1)})")
            lines += [f"{indent}except {caught} as error:", f"{indent}    print(type(error).__name__, error)"]
            if self.chance(40):
                lines += [f"{indent}finally:", f"{indent}    print('finally')"]
            return lines
        if choice < 94:
            a, b = self.fresh(), self.fresh()
            return [f"{indent}{a}, *{b} = {self.expr('ints', 2)}", f"{indent}print({a}, {b})"]
        if choice < 97 and loops and len(indent) < 16:
            return [f"{indent}if {self.expr('bool', 1)}: {self.pick('break', 'continue')}"]
        return [f"{indent}print({', '.join(self.expr(self.pick('int', 'str', 'float'), 1) for _ in range(3))}, sep={self.random.choice(WORDS)!r})"]

    def change(self):
        """A statement that changes a variable."""
        e = self.expr
        options = ["pass"]
        if self.scope["ints"]:
            name = self.random.choice(self.scope["ints"])
            options += [f"{name}.append({e('int', 2)})", f"{name}.insert({self.random.randrange(-3, 5)}, {e('int', 1)})", f"print({name}.pop())",
                        f"{name}[{self.slice()}] = {e('ints', 1)}", f"del {name}[{self.slice()}]", f"{name}.sort()", f"{name}.reverse()",
                        f"{name}.extend({e('ints', 1)})", f"{name}[{self.random.randrange(-3, 4)}] = {e('int', 1)}", f"{name}.remove({e('int', 1)})",
                        f"print({name})"]
        if self.scope["dict"]:
            name = self.random.choice(self.scope["dict"])
            options += [f"{name}[{e('str', 1)}] = {e('int', 1)}", f"print({name}.pop({e('str', 1)}, None))", f"{name}.update({e('dict', 1)})",
                        f"print({name}.setdefault({e('str', 1)}, {e('int', 1)}))", f"print({name}.popitem())", f"del {name}[{e('str', 1)}]", f"print({name})"]
        if self.scope["set"]:
            name = self.random.choice(self.scope["set"])
            options += [f"{name}.add({e('int', 1)})", f"{name}.discard({e('int', 1)})", f"{name} {self.pick('|=', '&=', '-=', '^=')} {e('set', 1)}",
                        f"{name}.remove({e('int', 1)})", f"print(len({name}))"]
        return self.random.choice(options)

    # ----- pieces -----

    def guarded(self, lines):
        body = "\n".join("    " + line for line in lines)
        return f"try:\n{body}\nexcept Exception as error:\n    print(type(error).__name__, error)\n"

    def function(self):
        name = self.fresh("f")
        parameters = [self.pick("int", "str", "float", "ints") for _ in range(self.random.randrange(4))]
        result = self.pick("int", "str", "float", "bool", "ints", "dict")
        saved, self.scope = self.scope, {kind: [] for kind in TYPES}
        names = [self.fresh("p") for _ in parameters]
        for parameter, kind in zip(names, parameters):
            self.scope[kind].append(parameter)
        default = ""
        if self.chance(30):
            extra = self.fresh("p")
            default = f"{', ' if names else ''}{self.pick('', '*, ')}{extra}={self.random.randrange(50)}"
            self.scope["int"].append(extra)
        lines = [f"def {name}({', '.join(names)}{default}):"]
        if self.chance(40):
            inner, count = self.fresh("g"), self.fresh("c")
            lines += [f"    {count} = {self.random.randrange(9)}", f"    def {inner}(x):", f"        nonlocal {count}", f"        {count} += 1",
                      f"        return x + {count}", f"    print({inner}(1), {inner}(2))"]
        lines += self.statements(self.random.randrange(3), "    ")
        lines.append(f"    return {self.expr(result, 2)}")
        self.scope = saved
        self.functions.append((name, parameters, result))
        return "\n".join(lines) + "\n"

    def generator(self):
        name, parameter = self.fresh("gen"), self.fresh("p")
        saved, self.scope = self.scope, {kind: [] for kind in TYPES}
        self.scope["int"].append(parameter)
        lines = [f"def {name}({parameter}):", f"    for i in range({parameter} % 5):", f"        yield i {self.pick('+', '*', '-')} {self.expr('int', 1)}"]
        if self.chance(50):
            lines += ["    try:", f"        yield {self.expr('int', 1)}", "    finally:", f"        print('closing {name}')"]
        if self.chance(40):
            lines.append(f"    yield from {self.expr('ints', 1)}")
        if self.chance(30):
            lines.append(f"    return {self.expr('int', 1)}")
        self.scope = saved
        self.generators.append((name, ["int"]))
        return "\n".join(lines) + "\n"

    def class_(self):
        name = self.fresh("C")
        attributes = [self.fresh("a") for _ in range(self.random.randrange(1, 4))]
        base = self.random.choice(self.classes)[0] if self.classes and self.chance(40) else None
        lines = [f"class {name}{f'({base})' if base else ''}:", f"    level = {self.random.randrange(9)}", f"    def __init__(self, {', '.join(attributes)}):"]
        if base:
            count = next(len(known[1]) for known in self.classes if known[0] == base)
            lines.append(f"        super().__init__({', '.join(self.random.choice(attributes) for _ in range(count))})")
        lines += [f"        self.{attribute} = {attribute}" for attribute in attributes]
        lines += ["    def total(self):", f"        return {' + '.join(f'self.{attribute}' for attribute in attributes)} + self.level",
                  "    @property", "    def twice(self):", "        return self.total() * 2",
                  "    def __repr__(self):", f"        return f'{name}({{self.{attributes[0]}!r}})'",
                  "    def __add__(self, other):", f"        return {name}({', '.join(f'self.{a} + other.level' for a in attributes)})",
                  "    def __len__(self):", f"        return self.{attributes[0]} % 7",
                  "    def __eq__(self, other):", "        return isinstance(other, type(self)) and self.total() == other.total()",
                  "    def __hash__(self):", "        return hash(self.total())",
                  "    def __lt__(self, other):", "        return self.total() < other.total()"]
        if self.chance(30):
            lines += ["    @staticmethod", "    def make(x):", f"        return x {self.pick('+', '*')} 3", "    @classmethod", "    def of(cls, *values):",
                      "        return cls(*values)"]
        if self.chance(30):
            lines += ["    def __getattr__(self, name):", "        return len(name)"]
        if self.chance(30):
            lines += ["    def __getitem__(self, index):", "        if index > 3:", "            raise IndexError(index)", f"        return self.{attributes[0]} + index"]
        self.classes.append((name, attributes, True))
        made = [f"{name}({', '.join(self.expr('int', 0) for _ in attributes)})" for _ in range(3)]
        use = self.guarded([f"objects = [{', '.join(made)}]", "print(objects, sorted(objects), len(set(objects)))", "print(objects[0] == objects[1], objects[0] + objects[2])",
                            f"print(vars(objects[0]), {name}.__mro__)", "print(objects[0].missing)", "print(list(objects[0]))"])
        return "\n".join(lines) + "\n" + use

    def drive(self):
        """Uses of a generator that are not just taking all."""
        name, _ = self.random.choice(self.generators)
        it = self.fresh("it")
        return self.guarded([f"{it} = {name}({self.random.randrange(9)})", f"print(next({it}, 'none'))", self.pick(f"print({it}.send(None))", f"{it}.close()",
                            f"print({it}.throw(ValueError('in')))", f"print(list({it}))", f"a, *b = {it}; print(a, b)", f"print([*{it}][::-1])"), f"print(list({it}))"])

    def piece(self):
        if self.chance(50):
            return self.random.choice(MORE)(self)
        choice = self.random.randrange(100)
        if choice < 14 and len(self.functions) < 6:
            return self.function()
        if choice < 20 and len(self.generators) < 4:
            return self.generator()
        if choice < 27 and len(self.classes) < 4:
            return self.class_()
        if choice < 34 and self.generators:
            return self.drive()
        known = {kind: len(names) for kind, names in self.scope.items()}
        lines = self.statement("")
        # A variable is given a plain value first, so that it exists whatever happens.
        first = []
        if any(len(names) > known[kind] for kind, names in self.scope.items()):
            first, lines = [lines[0]], lines[1:]
        return "".join(line + "\n" for line in first) + self.guarded(lines)


CONTROL = [Writer.flow, Writer.coroutine, Writer.order, Writer.match, Writer.closure, Writer.signature, Writer.chained]
LIBRARY = [Writer.calls, Writer.operators, Writer.slices, Writer.formats, Writer.big, Writer.sets, Writer.changing, Writer.sorting, Writer.hierarchy, Writer.collected]
MORE = CONTROL + LIBRARY


def program(seed, size=60):
    """The pieces of a program."""
    writer = Writer(seed)
    return [control.PRELUDE.lstrip(), *(writer.piece() for _ in range(size)), *([writer.uncaught()] if writer.chance(30) else [])]
