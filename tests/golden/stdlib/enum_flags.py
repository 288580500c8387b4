# Flags: combining, what is outside of the known bits, names of combinations.
from enum import Flag, IntFlag, FlagBoundary, STRICT, CONFORM, EJECT, KEEP, auto, show_flag_values, global_enum, bin as show_bin


def attempt(f):
    try:
        print(repr(f()), end="; ")
    except Exception as error:
        print(type(error).__name__, error, end="; ")


class P(Flag):
    R = auto()
    W = auto()
    X = auto()
    RW = R | W


class Q(IntFlag):
    R = 1
    W = 2
    X = 4


class K(IntFlag, boundary=EJECT):
    R = 1
    W = 2
    X = 4


class C(Flag, boundary=CONFORM):
    R = 1
    W = 2
    X = 4


class KK(Flag, boundary=KEEP):
    R = 1
    W = 2
    X = 4


for cls in P, Q, K, C, KK:
    print(cls, cls._boundary_, cls._flag_mask_, cls._singles_mask_, cls._all_bits_)
    for value in 0, 3, 5, 7, 8, 9, -1, -2, -9, "a", 1.0, 15, -16:
        attempt(lambda: (value, cls(value), str(cls(value)), format(cls(value)), cls(value).name, list(cls(value)), len(cls(value))))
    print()
    for action in (
        lambda: cls.R | 8, lambda: cls.R | "a", lambda: 1 | cls.R, lambda: 3 & cls.R, lambda: 3 ^ cls.R, lambda: ~cls.R,
        lambda: cls.R in cls.W, lambda: cls.R in cls.R | cls.W, lambda: 1 in cls.R, lambda: ~(cls.R | cls.W),
        lambda: cls.R ^ cls.W, lambda: cls.R & 7, lambda: bool(cls.R & cls.W), lambda: cls.R | P.R, lambda: ~cls(0),
        lambda: cls["R"], lambda: cls["R|W"], lambda: (cls.R | cls.W) is cls(3), lambda: 9 in cls, lambda: 6 in cls,
        lambda: cls.R < cls.W, lambda: hash(cls.R | cls.W) == hash("R|W"), lambda: (cls.R | cls.W).__reduce_ex__(2),
    ):
        attempt(action)
    print()


class Gaps(Flag):
    A = 1
    BC = 6
    Z = 0
    D = 8


print(list(Gaps), list(Gaps.__members__), Gaps(6), repr(Gaps(7)), repr(Gaps.Z), Gaps.A | Gaps.BC, list(Gaps.BC))
attempt(lambda: Gaps(2))
attempt(lambda: ~Gaps.A)


class Backwards(Flag):
    X = 4
    R = 1
    W = 2


print(list(Backwards), list(Backwards(7)), Backwards(7), Backwards(5).name)


class IntGaps(IntFlag):
    A = 1
    BC = 6


print(repr(IntGaps(2)), repr(IntGaps(7)), repr(IntGaps(6)), repr(IntGaps(16)), IntGaps.A + 1, repr(~IntGaps.A), IntGaps(7).name)
print(list(FlagBoundary), STRICT, repr(KEEP), show_flag_values(13), show_bin(5), show_bin(-5, 8), show_bin(0), show_bin(3, 6))


@global_enum
class G(IntFlag):
    G_A = 1
    G_B = 2


print(repr(G_A), repr(G_A | G_B), repr(G(0)), repr(G(8)), repr(G(9)), str(G_A), f"{G_A}")


@global_enum
class S(Flag):
    S_A = 1
    S_B = 2


print(repr(S_A), repr(S_A | S_B), repr(S(0)), str(S_A | S_B), str(S(0)))
match P.R | P.W:
    case P.X:
        print("no")
    case P.RW:
        print("matched")
