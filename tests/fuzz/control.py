"""Pieces of programs about control: ways out of blocks, generators driven from outside, order of evaluation, patterns, closures, calls, chained exceptions.

Loops are counted and a block's statements few, so that all of it ends soon. `PRELUDE` is what the pieces use.
"""

PRELUDE = '''
import sys, traceback
sys.set_int_max_str_digits(0)


class Manager:
    def __init__(self, name, swallows=()):
        self.name, self.swallows = name, swallows

    def __enter__(self):
        print("enter", self.name)
        return len(self.name)

    def __exit__(self, kind, error, trace):
        print("exit", self.name, kind and kind.__name__)
        return bool(kind) and issubclass(kind, self.swallows)


class Box:
    def __init__(self, v=0, w=1):
        self.v, self.w = v, w

    def __repr__(self):
        return f"Box({self.v!r}, {self.w!r})"

    __match_args__ = ("v", "w")


def t(value):
    print("t", value, end="; ")
    return value


def attempt(function, *args, **named):
    try:
        print(function(*args, **named))
    except Exception as error:
        print(type(error).__name__, error, "|", repr(error.__cause__), repr(error.__context__), error.__suppress_context__)


KEPT = []


def kept(it):
    KEPT.append(it)
    return it


def drive(it, steps):
    kept(it)
    for what, value in steps:
        try:
            if what == "next":
                print("got", next(it))
            elif what == "send":
                print("got", it.send(value))
            elif what == "throw":
                print("got", it.throw(value))
            else:
                print("closed", it.close())
        except StopIteration as stop:
            print("stop", stop.value)
        except BaseException as error:
            print(type(error).__name__, error, repr(error.__context__))
    # A generator that is dropped unfinished is closed in CPython alone, so none is.
    while KEPT:
        try:
            KEPT[-1].close()
            KEPT.pop()
        except BaseException as error:
            print("close:", type(error).__name__, error)
'''
ERRORS = ["ValueError", "KeyError", "IndexError", "ZeroDivisionError", "LookupError", "ArithmeticError", "Exception", "(ValueError, LookupError)", "BaseException"]
RAISED = ["ValueError", "KeyError", "IndexError", "TypeError"]


class Control:
    """The pieces about control, for `programs.Writer`."""

    # ----- ways out of blocks -----

    def flow(self):
        name = self.fresh("flow")
        lines = [f"def {name}(x):", *self.block("    ", 4, False, False, False), "    return 'end', x"]
        return "\n".join(lines) + f"\nfor x in range({self.pick(2, 3, 4)}):\n    attempt({name}, x)\n"

    def coroutine(self):
        name = self.fresh("co")
        lines = [f"def {name}(x):", *self.block("    ", 4, False, False, True), "    yield x", "    return 'end', x"]
        made = f"{name}({self.random.randrange(5)})"
        if self.chance(40):
            outer = self.fresh("co")
            within = self.pick("", "try:", "with Manager('outer', ValueError):")
            indent = "        " if within else "    "
            lines += [f"def {outer}(x):", *([f"    {within}"] if within else []), f"{indent}r = yield from kept({name}(x))", f"{indent}print('result', r)"]
            if within == "try:":
                lines += ["    except LookupError as error:", "        yield repr(error)", "    finally:", "        print('outer ends')"]
            lines += ["    yield 'last'"]
            made = f"{outer}({self.random.randrange(5)})"
        steps = ", ".join(self.step() for _ in range(self.random.randrange(2, 8)))
        return "\n".join(lines) + f"\ndrive({made}, [('next', None), {steps}])\n"

    def step(self):
        return self.pick("('next', None)", f"('send', {self.random.randrange(9)})", f"('throw', {self.pick(*RAISED)}('in', {self.random.randrange(9)}))",
                         "('throw', ValueError)", "('close', None)", "('next', None)")

    def block(self, indent, depth, loop, handler, generator):
        """Some statements of a function whose variable is `x`."""
        lines = []
        for _ in range(self.random.randrange(1, 4)):
            lines += self.flow_statement(indent, depth, loop, handler, generator)
        return lines

    def flow_statement(self, indent, depth, loop, handler, generator):
        inner = indent + "    "
        block = lambda **changed: self.block(inner, depth - 1, **{"loop": loop, "handler": handler, "generator": generator, **changed})  # noqa: E731
        number = self.random.randrange(10)
        choice = self.random.randrange(100)
        if choice < 22 or depth <= 0 and choice < 60:
            self.names += 1
            return [f"{indent}print({self.names}, x)"] if not generator or self.chance(50) else [f"{indent}x = (yield {self.names}, x) or x"]
        if choice < 32:
            return [indent + self.pick(f"x = (x * 3 + {number}) % 100", f"x += {number}", f"x //= {number % 3}", f"x = [x, 5][x]")]
        if choice < 42 or depth <= 0:
            way = self.pick("return x", "return", f"raise {self.pick(*RAISED)}({number}, x)", *(["break", "continue"] * 2 if loop else []), *(["raise"] if handler else []),
                            *([f"raise {self.pick(*RAISED)}(x) from {self.pick('error', 'None')}"] if handler else []))
            return [f"{indent}if x % {self.pick(1, 2, 3)} == {self.pick(0, 0, 1)}:", f"{inner}{way}"] if self.chance(70) else [f"{indent}{way}"]
        if choice < 52:
            lines = [f"{indent}if x {self.pick('>', '<', '==')} {number}{self.pick('', ' or x % 2', ' and not x % 3')}:", *block()]
            return lines + ([f"{indent}else:", *block()] if self.chance(50) else [])
        if choice < 64:
            if self.chance(60):
                lines = [f"{indent}for x in {self.pick(f'range({number % 4})', '(x, x + 1)', '[3, x]')}:", *block(loop=True)]
            else:
                count = self.fresh("n")
                lines = [f"{indent}{count} = {number % 4}", f"{indent}while {count} > 0:", f"{inner}{count} -= 1", *block(loop=True)]
            return lines + ([f"{indent}else:", *block()] if self.chance(30) else [])
        if choice < 72:
            head = self.pick(f"with Manager('{number}'):", f"with Manager('{number}', ValueError) as x:", "with Manager('a'), Manager('b', LookupError):")
            return [indent + head, *block()]
        lines = [f"{indent}try:", *block()]
        caught = self.chance(70)
        if caught:
            lines += [f"{indent}except {self.pick(*ERRORS)} as error:", f"{inner}print('caught', repr(error))", *block(handler=True)]
            if self.chance(30):
                lines += [f"{indent}else:", *block()]
        if not caught or self.chance(50):
            lines += [f"{indent}finally:", *block(handler=False)]
        return lines

    # ----- order of evaluation -----

    def order(self):
        name = self.fresh("order")
        lines = [f"def {name}(a, b, c):", "    box, items, table = Box(a, b), [a, b, c], {1: a, 2: b}"]
        for _ in range(self.random.randrange(2, 6)):
            lines.append("    " + self.ordered_statement())
        lines.append("    return a, b, c, box, items, table")
        arguments = ", ".join(str(self.random.randrange(-3, 9)) for _ in range(3))
        return "\n".join(lines) + f"\nattempt({name}, {arguments})\n"

    def ordered_statement(self):
        o = self.ordered
        return self.random.choice([
            lambda: f"{self.pick('a', 'b', 'c')} = {o(4)}",
            lambda: f"{self.pick('a', 'b', 'c')} {self.pick('+=', '-=', '*=', '|=')} {o(3)}",
            lambda: f"a, b = {o(2)}, {o(2)}",
            lambda: f"a, items[{o(1)} % 3], box.v = {o(2)}, {o(2)}, {o(2)}",
            lambda: f"items[{o(2)} % 3] = {o(3)}",
            lambda: f"items[{o(2)} % 3] += {o(3)}",
            lambda: f"table[{o(2)}] = items[{o(1)} % 3] = {o(3)}",
            lambda: f"box.v += {o(3)}",
            lambda: f"t(box).w = t(items)[{o(1)} % 3] = {o(2)}",
            lambda: f"a, *b = [{o(2)}, {o(2)}, {o(2)}]; b = b[-1]",
            lambda: f"items[{o(1)} % 4:{o(1)} % 4] = [{o(2)}]",
            lambda: f"del items[3:], table[{o(1)}]",
            lambda: f"if {o(3)}: a = {o(2)}",
            lambda: f"assert {o(2)} is not None, {o(2)}",
            lambda: f"for a in ({o(2)}, {o(2)}): c = {o(2)}",
            lambda: f"print({o(2)}, {o(2)}, sep=str({o(1)}))",
        ])()

    def ordered(self, depth):
        """An integer expression that may say that it is evaluated, and may change the variables a, b and c."""
        if depth <= 0 or self.chance(12):
            return self.pick("a", "b", "c", f"t({self.random.randrange(9)})", str(self.random.randrange(9)), "box.v", "items[1]")
        o = lambda: self.ordered(depth - 1)  # noqa: E731
        operator = self.pick("+", "-", "*", "&", "|", "^")
        compare = lambda: self.pick("<", "<=", "==", "!=", ">")  # noqa: E731
        return self.random.choice([
            lambda: f"({o()} {operator} {o()})",
            lambda: f"({o()} {operator} {o()})",
            lambda: f"({self.pick('a', 'b', 'c')} := {o()})",
            lambda: f"({self.pick('a', 'b', 'c')} {operator} ({self.pick('a', 'b', 'c')} := {o()}))",
            lambda: f"({o()} if {o()} {compare()} {o()} else {o()})",
            lambda: f"({o()} {self.pick('and', 'or')} {o()} {self.pick('and', 'or')} {o()})",
            lambda: f"({o()} {compare()} {o()} {compare()} {o()})",
            lambda: f"(not {o()})",
            lambda: f"[{o()}, {o()}, {o()}][{o()} % 3]",
            lambda: f"({o()}, *({o()}, {o()}), {o()})[{o()} % 4]",
            lambda: f"{{{o()}: {o()}, {o()}: {o()}}}.get({o()}, {o()})",
            lambda: f"max({o()}, *[{o()}], {o()})",
            lambda: f"(lambda p, q={o()}, *r, k={o()}: p {operator} q + k)({o()}, *[{o()}], {self.pick('', f'k={o()}')})",
            lambda: f"sum([{o()} for i in (t(a), {self.random.randrange(5)}) if {o()}])",
            lambda: f"len(f'{{({o()})}}-{{({o()})!r:>{{({o()}) % 9 + 1}}}}')",
            lambda: f"Box(w={o()}, v={o()}).v",
            lambda: f"items[{o()} % 3:{o()}:{self.pick(1, 2, -1)}].count({o()})",
            lambda: f"(t(box).v {operator} {o()})",
            lambda: f"dict(a={o()}, **{{'b': {o()}}})['{self.pick('a', 'b')}']",
        ])()

    # ----- patterns -----

    def match(self):
        name = self.fresh("match")
        lines = [f"def {name}(x):", "    match x:"]
        for label in range(self.random.randrange(2, 6)):
            self.bound = []
            pattern = self.pattern(3)
            guard = f" if {self.random.choice(self.bound)} {self.pick('!= 1', '== 2', 'is not None')}" if self.bound and self.chance(25) else ""
            if not guard and not self.bound and pattern == "_":
                pattern = "None"
            lines += [f"        case {pattern}{guard}:", f"            return {label}, [{', '.join(self.bound)}]"]
        lines += ["        case _:", "            return 'none'"]
        subjects = ", ".join(self.subject(3) for _ in range(6))
        return "\n".join(lines) + f"\nfor subject in [{subjects}]:\n    attempt({name}, subject)\n"

    def capture(self):
        name = f"m{len(self.bound)}"
        self.bound.append(name)
        return name

    def simple_pattern(self):
        return self.pick("0", "1", "-2", "1.5", "'a'", "'ab'", "b'x'", "None", "True", "False", "int()", "str()", "float()", "list()", "bool()", "1 - 2j", "sys.maxsize", "[]", "{}")

    def pattern(self, depth):
        if depth <= 0:
            return self.pick(self.simple_pattern(), self.simple_pattern(), "_") if self.chance(60) else f"int({self.capture()})"
        choice = self.random.randrange(100)
        if choice < 15:
            return self.simple_pattern()
        if choice < 25:
            return " | ".join(self.simple_pattern() for _ in range(self.random.randrange(2, 4)))
        if choice < 35:
            return f"({' | '.join(self.simple_pattern() for _ in range(2))}) as {self.capture()}"
        if choice < 65:
            parts = [self.part(depth - 1) for _ in range(self.random.randrange(4))]
            if self.chance(50):
                parts.insert(self.random.randrange(len(parts) + 1), f"*{self.pick('_', self.capture())}" if self.chance(70) else "*_")
            return f"[{', '.join(parts)}]" if self.chance(60) or not parts else f"({', '.join(parts)},)"
        if choice < 85:
            keys = self.random.sample(["'a'", "1", "None", "(-1)"[1:-1], "'b'"], self.random.randrange(3))
            parts = [f"{key}: {self.part(depth - 1)}" for key in keys]
            if self.chance(40):
                parts.append(f"**{self.capture()}")
            return "{" + ", ".join(parts) + "}"
        if self.chance(50):
            return f"Box({self.part(depth - 1)}{self.pick('', f', {self.part(depth - 1)}')})" if self.chance(60) else f"Box(w={self.part(depth - 1)})"
        return self.pick(f"int({self.capture()})" if self.chance(50) else f"str() as {self.capture()}", f"dict({self.pick('', '_')})", "tuple()")

    def part(self, depth):
        return self.capture() if self.chance(30) else self.pattern(depth)

    def subject(self, depth):
        if depth <= 0 or self.chance(30):
            return self.pick("0", "1", "-2", "2", "1.5", "1.0", "'a'", "'ab'", "b'x'", "None", "True", "False", "1 - 2j", "sys.maxsize")
        several = lambda: ", ".join(self.subject(depth - 1) for _ in range(self.random.randrange(4)))  # noqa: E731
        return self.random.choice([
            lambda: f"[{several()}]",
            lambda: f"tuple([{several()}])",
            lambda: "{'a': " + self.subject(depth - 1) + ", " + self.pick("1", "None", "-1", "'b'") + ": " + self.subject(depth - 1) + "}",
            lambda: f"Box({self.subject(depth - 1)}, {self.subject(depth - 1)})",
            lambda: "{}",
            lambda: f"range({self.random.randrange(4)})",
        ])()

    # ----- closures and calls -----

    def closure(self):
        name = self.fresh("outer")
        a, b = self.random.randrange(9), self.random.randrange(9)
        lines = [f"def {name}(n):", f"    total, step = {a}, {b}", "    made = []", "    for i in range(3):", f"        made.append(lambda x{self.pick('', '=n', ', i=i')}: (x, i, total))",
                 "    def inner(x):", f"        nonlocal {self.pick('total', 'total, step')}", f"        total {self.pick('+=', '-=', '*=')} x + step",
                 f"        def innermost():", f"            nonlocal total", f"            {self.pick('total += 1', 'total = [total]', 'del total', 'total = n')}", "            return step",
                 f"        step{self.pick('', '_')} = {self.pick('x', '1', 'total')}", "        if x > 1:", "            return innermost(), total", "        return total, step, [n + k for k in range(x)]",
                 "    class Local:", f"        total = {self.pick('total', 'n', '[n for _ in range(2)]')}", "        def get(self):", "            return total, n",
                 f"    for x in range({self.pick(2, 3)}):", "        attempt(inner, x)", "    for f in made:", "        attempt(f, 7)", "    attempt(lambda: (Local.total, Local().get()))",
                 f"    return {self.pick('total', 'inner(0)', 'step', 'i, f(1)')}"]
        return "\n".join(lines) + f"\nattempt({name}, {self.random.randrange(5)})\n"

    def signature(self):
        """A function with some signature, and calls that fit or don't."""
        name = self.fresh("sig")
        only, plain, named = ([f"{letter}{i}" for i in range(self.random.randrange(3))] for letter in "pqk")
        parts, defaults = [], False
        for parameter in [*only, None, *plain]:
            if parameter is None:
                parts += ["/"] if only else []
                continue
            defaults = defaults or self.chance(25)
            parts.append(f"{parameter}={self.random.randrange(9)}" if defaults else parameter)
        star = self.chance(30)
        if star or named:
            parts.append("*rest" if star else "*")
        parts += [f"{parameter}={self.random.randrange(9)}" if self.chance(40) else parameter for parameter in named]
        stars = self.chance(30)
        parts += ["**more"] if stars else []
        everything = [*only, *plain, *named, *(["rest"] if star else []), *(["more"] if stars else [])]
        lines = [f"def {name}({', '.join(parts)}):", f"    return [{', '.join(everything)}]"]
        keywords = [*only, *plain, *named, "other", "q9"]
        for _ in range(5):
            count = self.random.randrange(len(only) + len(plain) + 2)
            arguments = [str(self.random.randrange(9)) for _ in range(count)]
            if self.chance(20):
                arguments.append(f"*{self.pick('[1]', '(1, 2)', 'range(2)', '()', 'None', '5')}")
            used = self.random.sample(keywords, self.random.randrange(min(3, len(keywords))))
            wanted = [keyword for keyword in named if self.chance(70) and keyword not in used]
            arguments += [f"{keyword}={self.random.randrange(9)}" for keyword in used + wanted]
            if self.chance(20):
                arguments.append("**" + self.pick("{'k0': 1}", "{'x': 1}", "{1: 2}", "{}", "None", "{'q0': 3, 'y': 4}"))
            lines.append(f"attempt(lambda: {name}({', '.join(arguments)}))")
        return "\n".join(lines) + "\n"

    # ----- exceptions -----

    def chained(self, caught=True):
        """Functions that call each other and raise, seen as a traceback."""
        names = [self.fresh("level") for _ in range(self.random.randrange(2, 5))]
        lines = []
        for name, below in zip(names, [None, *names]):
            lines.append(f"def {name}(x):")
            faulty = self.pick("[1, 2][x]", "{}[x]", "x / 0", "int('no')", "x.missing", "undefined_name", "x + 'a' * 2", "len(x)", "(1, 2) + [x]", "Box().v.w", "x(1, 2)", "[a for a in x]", "next(iter([]))",
                               "-'a'", "(lambda: x[0])()", f"f'{{x:{self.pick('z', 'd')}}}' + x", "not_there.x", "sys.nothing", "Box(1, 2, 3)", "Box().x", "t(x)[x]", "assert_()", "x[1:2] if x else 1 / x", "range(x, 'a')")
            work = f"{below}(x {self.pick('+', '-')} 1)" if below else faulty
            work = self.pick(f"return {work}", f"y = {work}", f"print({work}, sep='')", f"return [{work}\n            for _ in range(2)]")
            way = self.random.randrange(5)
            if way == 0:
                lines += [f"    {work}"]
            elif way == 1:
                raised = self.pick(*RAISED)
                lines += ["    try:", f"        {work}", "    except Exception as error:", f"        raise {raised}('at', x){self.pick('', ' from error', ' from None')}"]
            elif way == 2:
                lines += ["    try:", f"        {work}", "    except Exception as error:", f"        error.add_note('note of {name}')", "        raise"]
            elif way == 3:
                lines += ["    try:", f"        {work}", "    finally:", f"        print('finally {name}')"]
            else:
                lines += ["    with Manager('m'):", f"        {work}"]
        call = f"{names[-1]}({self.random.randrange(4)})"
        lines += ["try:", f"    {call}", "except Exception:", "    traceback.print_exc(file=sys.stdout)"] if caught else [call]
        return "\n".join(lines) + "\n"

    def uncaught(self):
        """The same as the end of a program."""
        return self.chained(caught=False)
