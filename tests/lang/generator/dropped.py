# What runs when a generator is left unfinished, closed, or dropped.
from contextlib import closing


def numbers(name):
    try:
        yield 1
        yield 2
    finally:
        print(name, "finally")


for number in numbers("exhausted"):
    pass
left = numbers("closed")
print(next(left))
left.close()
with closing(numbers("closing")) as used:
    print(next(used))
for number in numbers("dropped"):
    break
print("end")
