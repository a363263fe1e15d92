"""Flags: members that are bits."""

from enum import Flag, IntFlag, auto


class Perm(Flag):
    R = auto()
    W = auto()
    X = auto()
    RW = R | W


class Bits(IntFlag):
    A = 1
    B = 2
    C = 4


def attempt(call, *args):
    try:
        print(call(*args))
    except Exception as error:
        print(type(error).__name__, error)


print(Perm, Perm.R | Perm.W, repr(Perm.R | Perm.X), Perm.R in Perm.RW, list(Perm.RW), list(Perm), len(Perm.RW))
print(~Perm.R, Perm(0), repr(Perm(0)), Perm.R & Perm.W, bool(Perm.R & Perm.W), Perm(5), Perm.RW.value, Perm.R ^ Perm.RW)
print(Perm.R | Perm.W is Perm.RW, Perm["RW"], {Perm.R | Perm.W: 1}[Perm.RW])
attempt(Perm, 8)
attempt(lambda: Perm.R | 1)
attempt(lambda: 1 in Perm.R)
print(Bits.A | Bits.B, repr(Bits.A | Bits.B), Bits.A | 8, repr(Bits(8)), repr(Bits(9)), ~Bits.A, repr(~Bits.A))
print(Bits(3) == 3, Bits.A + 1, repr(Bits(0)), Bits.A in Bits(3), f"{Bits.C}", Bits.C & 5)
