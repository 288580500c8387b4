# frozen, order, hash, slots, inheritance, and the methods that come of them.
import copy
from collections import defaultdict, namedtuple
from dataclasses import *


def attempt(f):
    try:
        print(f())
    except Exception as error:
        print(type(error).__name__, error)


@dataclass(frozen=True, order=True)
class V:
    major: int
    minor: int = 0

    def __post_init__(self):
        if self.major < 0:
            raise ValueError("negative")


print(V(1, 2) < V(1, 3), V(2) >= V(2), sorted([V(2), V(1, 5)]), hash(V(1)) == hash(V(1)), max(V(1), V(2)), {V(1): "a"}[V(1)])
for action in (
    lambda: V(-1), lambda: setattr(V(1), "major", 2), lambda: delattr(V(1), "major"), lambda: setattr(V(1), "other", 2),
    lambda: V(1) < 5, lambda: V(1) < (1, 0), lambda: V(1).__lt__(5), lambda: V(1).__eq__(5), lambda: replace(V(1), minor=3),
):
    attempt(action)


@dataclass(frozen=True)
class W(V):
    patch: int = 0


class Loose(V):
    pass


print(W(1, 2, 3), W(1) == V(1), hash(W(1)) == hash((1, 0, 0)))
loose = Loose(1)
loose.free = 3
print(loose, loose.free)
attempt(lambda: setattr(loose, "major", 2))
attempt(lambda: setattr(W(1), "patch", 2))


@dataclass(slots=True)
class S:
    a: int
    b: list = field(default_factory=list)
    c: int = 3
    d: int = field(default=4, init=False)


@dataclass(slots=True, weakref_slot=True, frozen=True)
class T(S if False else object):
    x: int = 1


print(S(1), S.__slots__, S(1, [2]).d, hasattr(S(1), "__dict__"), S.__qualname__, T(), T.__slots__, T.__doc__)
print(copy.copy(T(5)), copy.deepcopy(S(1, [2])), T(3).__getstate__(), S(1).__getstate__())
attempt(lambda: setattr(S(1), "new", 1))
attempt(lambda: S.a)
attempt(lambda: setattr(T(), "x", 2))


@dataclass(slots=True)
class Sub(S):
    e: int = 5


print(Sub(1), Sub.__slots__)
for unsafe in (False, True):
    for equal in (False, True):
        for frozen in (False, True):
            @dataclass(unsafe_hash=unsafe, eq=equal, frozen=frozen)
            class H:
                x: int
                y: int = field(default=0, hash=False)
                z: int = field(default=0, compare=False)
            print(unsafe, equal, frozen, H.__hash__ is None, H.__hash__ is object.__hash__, end=" ")
            attempt(lambda: hash(H(1, 2, 3)) == hash(H(1, 5, 6)))


@dataclass
class WithHash:
    x: int
    __hash__ = lambda self: 42


@dataclass
class WithEq:
    x: int

    def __eq__(self, other):
        return True


print(hash(WithHash(1)), WithEq(1) == WithEq(2), WithEq.__hash__)


@dataclass
class Base:
    a: int = 1
    b: str = "b"


@dataclass
class Left(Base):
    a: float = 2.5
    c: int = 3


@dataclass(kw_only=True)
class Right(Base):
    d: int


@dataclass
class Both(Left, Right):
    e: int = 0


print(Left(), [f.name for f in fields(Left)], Right(d=1), Both(d=4), Both.__match_args__, Both.__init__.__annotations__)
Pair = namedtuple("Pair", "x y")
nested = Base([Base(1, {"k": Base()}), (Base(),)], Pair(Base(2), {Base: 1}))
print(asdict(nested), astuple(nested))
print(asdict(Base(defaultdict(list, {1: [Base()]}), {1, 2}), dict_factory=lambda pairs: list(pairs)))
print(astuple(Base(1, [Base()]), tuple_factory=list), asdict(nested)["a"] is nested.a)


class Descriptor:
    def __set_name__(self, owner, name):
        print("named", owner.__name__, name)
        self.name = "_" + name

    def __get__(self, instance, owner):
        return 10 if instance is None else getattr(instance, self.name, 10)

    def __set__(self, instance, value):
        setattr(instance, self.name, int(value))


@dataclass
class Described:
    x: int = Descriptor()
    y: int = field(default=Descriptor())


attempt(lambda: Described())
attempt(lambda: Described("5").x)
match V(3, 4):
    case V(x, minor=y):
        print(x, y)


@dataclass(repr=False, eq=False, match_args=False)
class Bare:
    x: int


print(repr(Bare(1)).startswith("<__main__.Bare object at"), Bare(1) == Bare(1), hasattr(Bare, "__match_args__"))
print(copy.replace(V(1), minor=8), V.__replace__(V(2), major=5))


class Abstract:
    def __init_subclass__(cls, **keywords):
        super().__init_subclass__()
        print("made", cls.__name__, keywords)


@dataclass(slots=True)
class Twice(Abstract):
    x: int


@dataclass
class Super(Base):
    def __post_init__(self):
        self.kind = type(self).__name__

    def __eq__(self, other):
        return super().__eq__(other)


print(Super() == Super(), Super().kind)


@dataclass
class Empty:
    pass


print(Empty(), Empty() == Empty(), Empty.__doc__, Empty.__match_args__, astuple(Empty()), asdict(Empty()))
