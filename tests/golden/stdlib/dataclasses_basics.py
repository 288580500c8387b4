from dataclasses import dataclass, field, fields, asdict, astuple, replace, FrozenInstanceError, KW_ONLY, is_dataclass, make_dataclass
@dataclass
class P:
    x: int
    y: int = 0
    tags: list = field(default_factory=list, compare=False)
p = P(1); print(p, P(1, 2) == P(1, 2), P(1, tags=[1]) == P(1), p.tags is P(1).tags, asdict(P(1, 2, [3])), astuple(P(1)), replace(p, x=9), [f.name for f in fields(P)], P.__match_args__, is_dataclass(P), P.y)
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
t(lambda: P()); t(lambda: P(1, 2, 3, 4)); t(lambda: hash(p)); t(lambda: p < p); t(lambda: P(z=1)); t(lambda: replace(p, q=1)); t(lambda: fields(5))
@dataclass(frozen=True, order=True)
class V:
    major: int
    minor: int = 0
    def __post_init__(self):
        if self.major < 0: raise ValueError("negative")
print(V(1, 2) < V(1, 3), sorted([V(2), V(1, 5)]), hash(V(1)) == hash(V(1)), max(V(1), V(2)), {V(1): "a"}[V(1)]); t(lambda: V(-1)); t(lambda: setattr(V(1), "major", 2)); t(lambda: delattr(V(1), "major"))
@dataclass
class Base: a: int = 1
@dataclass
class Sub(Base):
    b: str = "b"
    _: KW_ONLY
    c: float = field(default=0.5, repr=False)
print(Sub(), Sub(5, "x", c=2).c, Sub(c=1) == Sub(), Sub.__init__.__annotations__)
@dataclass(slots=True, kw_only=True)
class S: q: int; r: int = 2
print(S(q=1), S.__slots__); t(lambda: S(1)); t(lambda: setattr(S(q=1), "new", 1))
@t
def bad():
    @dataclass
    class B: a: int = 1; b: int
@t
def mutable():
    @dataclass
    class B: a: list = []
match P(3, 4):
    case P(x, y=yy): print(x, yy)
print(make_dataclass("M", ["a", ("b", int, 5)])(1))
