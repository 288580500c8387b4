# Annotations as text, and errors of the methods that were made.
from __future__ import annotations

import dataclasses
import typing
from dataclasses import dataclass, field, fields, InitVar, KW_ONLY
from typing import ClassVar

CV = ClassVar[int]


@dataclass
class A:
    x: int
    y: ClassVar[int] = 1
    z: typing.ClassVar = 2
    w: dataclasses.InitVar[int] = 3
    v: InitVar[int] = 4
    u: CV = 5
    t: list[ClassVar] = None
    s: typing.List[int] = field(default_factory=list)
    _: KW_ONLY
    r: "str" = "r"

    def __post_init__(self, w, v):
        self.sum = w + v


a = A(1, 2, 3)
print(a, a.sum, [f.name for f in fields(A)], A.__init__.__annotations__, A.__doc__)
print(fields(A)[0].type, A.__annotations__)


@dataclass
class Outer:
    inner: Inner

    def area(self):
        return self.inner.width ** 2


@dataclass
class Inner:
    width: int = 3


print(Outer(Inner()), Outer(Inner(2)).area())


class Strange:
    def __eq__(self, other):
        raise RuntimeError("no comparing")

    def __repr__(self):
        raise RuntimeError("no showing")


@dataclass
class Holder:
    it: object


for action in (lambda: Holder(Strange()) == Holder(Strange()), lambda: repr(Holder(Strange())), lambda: Holder(Strange()) == 1):
    try:
        print(action())
    except RuntimeError as error:
        print(error)
h = Holder(1)
print(h == h, repr(h), h.__eq__(3))
try:
    Holder(1, 2, it=3)
except TypeError as error:
    print(error)
