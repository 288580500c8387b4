# How the body of an enumeration becomes members, and what members show of themselves.
import enum
from enum import Enum, IntEnum, StrEnum, ReprEnum, auto, member, nonmember, global_enum


def show(cls):
    print(cls, [repr(it) for it in cls], [str(it) for it in cls.__members__.values()], list(cls.__members__))


class Color(Enum):
    """Three colours."""
    RED = 1
    GREEN = 2
    BLUE = 3
    CRIMSON = 1

    class Inner:
        pass

    def describe(self):
        return f"{self.name} is {self.value}"

    @classmethod
    def first(cls):
        return cls.RED


show(Color)
print(Color.__doc__, Color.Inner.__name__, Color.first(), Color.CRIMSON.describe(), Color.RED.GREEN)
print(Color.RED.__dict__, Color.RED._sort_order_, Color.BLUE.__class__, Color.RED.__objclass__)
print(hash(Color.RED) == hash("RED"), f"{Color.RED:>12}|", "%s %r" % (Color.RED, Color.RED))
print(list(reversed(Color)), len(Color), bool(Color), 2 in Color, "x" in Color, [] in Color, Color.RED in Color)
print(dir(Color), dir(Color.RED))


class Auto(Enum):
    A = auto()
    B = 7
    C = auto()
    D = auto(), "x", auto()
    E = auto()


show(Auto)


class Doubling(Enum):
    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        return (name, start, count, last_values)
    X = auto()
    Y = auto()


show(Doubling)


class Planet(Enum):
    EARTH = 5.9, 6.3
    MARS = 0.6, 3.3

    def __init__(self, mass, radius):
        self.mass = mass
        self.radius = radius

    @property
    def density(self):
        return round(self.mass / self.radius, 3)

    @enum.property
    def heavy(self):
        return self.mass > 1


print([(it.name, it.value, it.density, it.heavy) for it in Planet], dir(Planet.EARTH))


class Coordinate(bytes, Enum):
    def __new__(cls, value, label, unit):
        made = bytes.__new__(cls, [value])
        made._value_ = value
        made.label = label
        made.unit = unit
        return made
    PX = (0, 'P.X', 'km')
    PY = (1, 'P.Y', 'km')


print(Coordinate(1), Coordinate.PY.label, bytes(Coordinate.PY), Coordinate.PX.value)


class Number(IntEnum):
    ONE = 1
    TWO = auto()


class Name(StrEnum):
    First = auto()
    SECOND = "two"


class Real(float, ReprEnum):
    HALF = 0.5


class Mixed(str, Enum):
    A = "a"


show(Number), show(Name), show(Real), show(Mixed)
print(f"{Number.TWO} {Number.TWO:04d} {Name.First:>8} {Real.HALF:.3f} {Mixed.A}", Number.ONE + 1, Name.SECOND + "!", Real.HALF * 2)
print(Number(2) is Number.TWO, Number.TWO == 2, {2: "x"}[Number.TWO], Number.ONE < Number.TWO, max(Number))


class Chosen(Enum):
    plain = nonmember(5)
    method = member(lambda self: 1)

    @member
    def function():
        return 3

    _private = 1
    __hidden = 2
    other: int = 3
    only_annotated: int


print(list(Chosen.__members__), Chosen.plain, Chosen.function.value(), Chosen._private, Chosen._Chosen__hidden)


class Unhashable(Enum):
    LIST = [1]
    DICT = {}
    SAME = [1]


show(Unhashable)
print(Unhashable([1]), Unhashable({}), [1] in Unhashable, Unhashable._value2member_map_)


class Shadowing(Enum):
    name = "n"
    value = "v"


show(Shadowing)
print(Shadowing.name, Shadowing.name.name, Shadowing.value.value, Shadowing.name.value)


class Base(Enum):
    def __str__(self):
        return f"<{self.value}>"

    def __format__(self, spec):
        return f"[{self.value}]"


class Derived(Base):
    A = 1


print(Derived.A, f"{Derived.A}", repr(Derived.A))


class Hooked:
    def __init_subclass__(cls, **keywords):
        print("subclass", cls.__name__, keywords, list(getattr(cls, "__members__", ())))


class WithHook(Hooked, Enum, word=1):
    A = 1


class Ordered(Enum):
    _order_ = "A B"
    A = 1
    B = 2


class Ignoring(Enum):
    _ignore_ = "i Ignoring"
    Ignoring = vars()
    for i in range(3):
        Ignoring[f"day_{i}"] = i


show(Ignoring)


@global_enum
class Globals(Enum):
    GLOBAL_A = 1


print(GLOBAL_A, repr(GLOBAL_A))


class Added(Enum):
    A = 1
    B = 2


Added.A._add_alias_("ALIAS")
Added.A._add_value_alias_("one")
print(Added.ALIAS, Added("one"), Added["ALIAS"], list(Added), list(Added.__members__))
print(enum.EnumMeta is enum.EnumType, type(Color), type(Color).__mro__[1], repr(auto()), sorted(enum.__all__))
