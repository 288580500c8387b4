# Fields, the signature of __init__, defaults, and what dataclass() leaves on a class.
import dataclasses
from dataclasses import *
from typing import ClassVar, Any


def attempt(f):
    try:
        print(f())
    except Exception as error:
        print(type(error).__name__, error)


@dataclass
class P:
    x: int
    y: int = 0
    tags: list = field(default_factory=list, compare=False)
    hidden: str = field(default="h", repr=False)
    count: ClassVar[int] = 3
    given: InitVar[int] = 7
    late: int = field(init=False)
    _: KW_ONLY
    only: float = 1.5
    need: str

    def __post_init__(self, given):
        self.late = given * 2


p = P(1, need="n")
print(p, p.late, p.hidden, P.given, P.count, P.y, P(1, 2, [3], "q", 9, only=2, need="m"))
print(P.__doc__, P.__match_args__, P.__init__.__annotations__, P.__init__.__qualname__, P.__repr__.__name__)
print([f.name for f in fields(P)], [f.kw_only for f in fields(p)], list(P.__dataclass_fields__), P.__dataclass_params__)
shown = fields(P)[1]
print(repr(shown).replace(repr(MISSING), "MISSING"), shown.metadata, MISSING is dataclasses.MISSING, KW_ONLY is not None)
print(asdict(p), astuple(p), replace(p, x=9, given=1), is_dataclass(P), is_dataclass(p), is_dataclass(5), is_dataclass(int))
for action in (
    lambda: P(), lambda: P(1), lambda: P(1, 2, 3, 4, 5, 6, need=1), lambda: P(z=1, need=1), lambda: P(1, need=1, late=3),
    lambda: hash(p), lambda: p < p, lambda: fields(5), lambda: asdict(P), lambda: asdict(5), lambda: astuple(5), lambda: replace(5),
    lambda: replace(p, q=1), lambda: replace(p, late=1), lambda: replace(p, x=1), lambda: p == 5, lambda: p != P(1, need="n"),
    lambda: field(default=1, default_factory=int), lambda: InitVar[int], lambda: InitVar[list[int]], lambda: Field[int],
):
    attempt(action)


def bad(source):
    try:
        exec("from dataclasses import *\nfrom typing import ClassVar\n" + source, {})
    except Exception as error:
        print(type(error).__name__, error)
    else:
        print("fine")


for source in (
    "@dataclass\nclass A:\n a: int = 1\n b: int", "@dataclass\nclass A:\n a: list = []", "@dataclass\nclass A:\n a: dict = field(default={})",
    "@dataclass\nclass A:\n a = field()", "@dataclass\nclass A:\n a: ClassVar[int] = field(default_factory=int)",
    "@dataclass\nclass A:\n a: InitVar[int] = field(default_factory=int)", "@dataclass\nclass A:\n a: ClassVar[int] = field(kw_only=True)",
    "@dataclass\nclass A:\n a: int\n _: KW_ONLY\n b: int\n __: KW_ONLY", "@dataclass(order=True, eq=False)\nclass A: pass",
    "@dataclass(order=True)\nclass A:\n def __lt__(self, o): pass", "@dataclass(unsafe_hash=True)\nclass A:\n def __hash__(self): return 1",
    "@dataclass(frozen=True)\nclass A:\n def __setattr__(self, n, v): pass", "@dataclass(frozen=True)\nclass A:\n def __delattr__(self, n): pass",
    "@dataclass\nclass A: pass\n@dataclass(frozen=True)\nclass B(A): pass", "@dataclass(frozen=True)\nclass A: pass\n@dataclass\nclass B(A): pass",
    "@dataclass(weakref_slot=True)\nclass A: pass", "@dataclass(slots=True)\nclass A:\n __slots__ = ()\n a: int",
    "make_dataclass('A', [1])", "make_dataclass('A', ['a b'])", "make_dataclass('A', ['class'])", "make_dataclass('A', ['a', 'a'])",
    "make_dataclass('A', [('a', int, 1, 2)])", "dataclass(5)", "dataclass(1, 2)", "@dataclass(word=1)\nclass A: pass",
    "@dataclass\nclass A:\n a: int\n def __init__(self): pass\nA(1)", "@dataclass(kw_only=True)\nclass A:\n a: int\nA(1)",
    "@dataclass\nclass A:\n a: 'ClassVar[int]' = []", "@dataclass\nclass A:\n a: 'InitVar[int]'\nA()", "@dataclass\nclass A:\n _: 'KW_ONLY'\n a: int\nA(1)",
    "@dataclass\nclass A:\n self: int\nprint(A(1))", "@dataclass\nclass A:\n a: int\n b: str = field(default='x', kw_only=True)\n c: int = 1\nprint(A(1, 2, b='y'))",
):
    bad(source)


@dataclass(init=False)
class NoInit:
    x: int = 1


@dataclass
class Own:
    x: int

    def __init__(self, y):
        self.x = y + 1

    def __repr__(self):
        return "own"


print(NoInit(), Own(4), Own(4).x, Own(1) == Own(1), Own.__match_args__)


@dataclass
class Node:
    name: str
    next: Any = None


loop = Node("a")
loop.next = Node("b", loop)
print(loop, repr(loop.next))
made = make_dataclass("Made", ["a", ("b", int), ("c", int, field(default=5))], bases=(P,) if False else (), namespace={"total": lambda self: self.b + self.c})
print(made(1, 2), made(1, 2).total(), made.__module__, made.__doc__, made.__annotations__)
