from enum import Enum, IntEnum, Flag, IntFlag, auto, unique, StrEnum
class Color(Enum):
    RED = 1
    GREEN = 2
    ALIAS = 1
    def describe(self): return f"{self.name}:{self.value}"
print(Color.RED, repr(Color.RED), Color(2), Color["GREEN"], Color.ALIAS is Color.RED, list(Color), len(Color), Color.RED.describe(), Color.RED == 1, Color.RED in Color, isinstance(Color.RED, Color), Color.__members__.keys(), {Color.RED: 1}[Color.RED], Color.RED != Color.GREEN)
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
t(lambda: Color(9)); t(lambda: Color["X"]); t(lambda: Color.X); t(lambda: Color.RED < Color.GREEN); t(lambda: setattr(Color, "RED", 5)); t(lambda: type("Sub", (Color,), {})); t(lambda: Color()); t(lambda: delattr(Color, "RED"))
class N(IntEnum): ONE = 1; TWO = auto(); THREE = auto()
print(N.TWO + 1, N.ONE < N.TWO, N.THREE, repr(N.THREE), f"{N.TWO} {N.TWO:03d}", [1, 2, 3][N.ONE], sorted(N, reverse=True), N(3) is N.THREE, int(N.TWO), N.ONE == 1)
class P(Flag): R = auto(); W = auto(); X = auto(); RW = R | W
print(P.R | P.W, repr(P.R | P.X), P.RW & P.R, ~P.R, P.R in P.RW, bool(P.R & P.W), P(7), P(0), list(P.RW), P.R ^ P.RW, P.X.value)
class S(StrEnum): A = auto(); B = "bee"
print(S.A, S.B.upper(), S.A == "a", f"{S.B}", repr(S.A))
@t
def dup():
    @unique
    class D(Enum): A = 1; B = 1
class Planet(Enum):
    EARTH = (5.9, 6.3); MARS = (0.6, 3.3)
    def __init__(self, m, r): self.m, self.r = m, r
    @property
    def g(self): return round(self.m / self.r, 3)
print(Planet.EARTH.g, Planet.MARS.value, Enum("Dyn", "A B").B, [m.name for m in Enum("E2", {"X": 10})])
