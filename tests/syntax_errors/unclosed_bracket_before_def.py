# differs from CPython: it finds the brackets below first
names = ["a", "b"

def first(names):
    return names[0

def last(names):
    return names[-1]

print(first(names) last(names))
