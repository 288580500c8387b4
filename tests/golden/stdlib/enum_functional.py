# Enumerations made by a call; values, copies and what a mixin gives.
import copy
from dataclasses import dataclass
from enum import Enum, EnumType, Flag, IntEnum, IntFlag, StrEnum, EnumDict


def attempt(f):
    try:
        print(repr(f()))
    except Exception as error:
        print(type(error).__name__, error)


for make in (
    lambda: Enum("A", "a b c", start=5)._member_map_, lambda: Enum("A", {"x": 1}, type=int).x, lambda: list(IntEnum("A", [("x", 1), ("y", 2)])),
    lambda: list(Flag("A", "a,b,c")), lambda: Enum("A", ("a", "b"), module="m", qualname="q.A").a.__class__.__qualname__,
    lambda: Enum("A", "a", module="m").__module__, lambda: list(Enum("A", ())), lambda: list(StrEnum("A", "Ab cd")), lambda: list(IntFlag("A", ["x", "y"], start=4)),
    lambda: Enum("A", "a b", type=str), lambda: Enum("A", names={"one": 1, "uno": 1}).uno, lambda: Enum("A", "a").__module__,
    lambda: Enum("A", [("x", (1, 2))]).x.value, lambda: Enum("A", "a", boundary=None), lambda: Enum("A", "mro"),
):
    attempt(make)


class Color(Enum):
    RED = 1


print(copy.copy(Color.RED) is Color.RED, copy.deepcopy([Color.RED])[0] is Color.RED, Color.RED.__reduce_ex__(2))


@dataclass
class Creature:
    size: str
    legs: int = 4

    def walk(self):
        return f"on {self.legs}"


class Animal(Creature, Enum):
    BEETLE = "small", 6
    DOG = "medium"


print(repr(Animal.DOG), Animal.BEETLE.walk(), Animal.DOG.value, Animal._member_type_)


@dataclass(repr=False)
class Quiet:
    x: int

    def __repr__(self):
        return "quiet"


class Q(Quiet, Enum):
    A = 1


print(repr(Q.A))


class Plain:
    def greet(self):
        return "hello from " + self.name


class Both(Plain, str, Enum):
    A = "x"


print(Both.A.greet(), Both.A.upper(), Both.A, repr(Both.A), Both("x") is Both.A)


class Meta(EnumType):
    def __call__(cls, value, *rest, **named):
        return f"called with {value}"


class Custom(Enum, metaclass=Meta):
    A = 1


print(Custom(1), Custom.A, type(Custom))


class Empty(Enum):
    @property
    def twice(self):
        return self.value * 2


class Filled(Empty):
    A = 2


print(Filled.A.twice, list(Empty), Empty("Made", "x y").y.twice, Filled.__mro__[1:3])


class Fancy(Enum):
    @classmethod
    def _missing_(cls, value):
        for it in cls:
            if it.name.lower() == str(value).lower():
                return it

    ONE = 1
    TWO = 2


print(Fancy("one"), Fancy(2))
attempt(lambda: Fancy("three"))
namespace = EnumType.__prepare__("Manual", (Enum,))
namespace["A"] = 1
namespace.update({"B": 2}, C=3)
print(type(namespace).__name__, namespace.member_names if hasattr(namespace, "member_names") else None, list(EnumType("Manual", (Enum,), namespace)))
print(isinstance(namespace, EnumDict), Enum.__mro__, IntFlag.__mro__, StrEnum.__mro__)
try:
    print(Color.RED.foo)
except AttributeError as error:
    print(error)
