"""Exceptions: raised, caught at several levels, cleaned up after, and not raised at all."""


class Invalid(Exception):
    def __init__(self, value):
        super().__init__("invalid value", value)
        self.value = value


def parse(text):
    try:
        return int(text)
    except ValueError:
        return -1


def check(n):
    if n % 5 == 0:
        raise Invalid(n)
    return n


def guarded(n, log):
    try:
        return check(n)
    finally:
        log[0] += 1


def run(n):
    log = [0]
    good = bad = missing = 0
    table = {i: i * i for i in range(0, 1000, 2)}
    for i in range(n):
        try:
            good += guarded(i, log) % 7
        except Invalid as error:
            bad += error.value % 7
        try:
            good += table[i % 1000] % 3
        except KeyError:
            missing += 1
    return good, bad, missing, log[0]


good, bad, missing, logged = run(800000)
print(good, bad, missing, logged)
print(sum(parse(text) for text in ["12", "x", "7", "", "3"] * 80000))
