from abc import ABC, abstractmethod, ABCMeta
import collections.abc as cabc
class Shape(ABC):
    @abstractmethod
    def area(self): ...
    @property
    @abstractmethod
    def name(self): ...
    def show(self): return f"{self.name}={self.area()}"
class Sq(Shape):
    name = "sq"
    def __init__(self, s): self.s = s
    def area(self): return self.s ** 2
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
class Half(Shape): name = "h"
t(Shape); t(Half); print(Sq(3).show(), sorted(Shape.__abstractmethods__), Sq.__abstractmethods__, isinstance(Sq(1), Shape))
class Duck(ABC):
    @classmethod
    def __subclasshook__(cls, C): return any("quack" in B.__dict__ for B in C.__mro__) or NotImplemented
class Mallard:
    def quack(self): pass
print(isinstance(Mallard(), Duck), issubclass(int, Duck)); Shape.register(int); print(isinstance(5, Shape), issubclass(bool, Shape))
for c in ("Iterable", "Sized", "Container", "Hashable", "Callable", "Iterator", "Sequence", "MutableSequence", "Mapping", "Set", "Generator", "Awaitable", "Reversible", "Collection"):
    print(c, [isinstance(v, getattr(cabc, c)) for v in (1, "s", [], (), {}, set(), iter([]), (x for x in []), len, range(1))])
class MySeq(cabc.Sequence):
    def __len__(self): return 3
    def __getitem__(self, i):
        if i > 2: raise IndexError
        return i * 10
s = MySeq(); print(list(s), 20 in s, s.index(10), s.count(0), list(reversed(s)))
class MySet(cabc.Set):
    def __init__(self, i): self.d = list(dict.fromkeys(i))
    def __iter__(self): return iter(self.d)
    def __len__(self): return len(self.d)
    def __contains__(self, x): return x in self.d
print(list(MySet("ab") | MySet("bc")), MySet("ab") <= MySet("abc"), MySet("a").isdisjoint("b"), list(MySet("abc") - MySet("b")))
class MyMap(cabc.MutableMapping):
    def __init__(self): self.d = {}
    def __getitem__(self, k): return self.d[k]
    def __setitem__(self, k, v): self.d[k] = v
    def __delitem__(self, k): del self.d[k]
    def __iter__(self): return iter(self.d)
    def __len__(self): return len(self.d)
m = MyMap(); m.update(a=1, b=2); print(m.pop("a"), m.get("z", 0), dict(m), list(m.items()), m.setdefault("c", 3), "c" in m, m == {"b": 2, "c": 3}); t(lambda: m["nope"]); t(lambda: m.pop("nope")); t(lambda: cabc.Sequence())
from typing import NamedTuple, Optional, Union, TypeVar, Generic, Protocol, runtime_checkable, get_type_hints, Any, Literal
class NT(NamedTuple):
    a: int
    b: str = "d"
print(NT(1), NT(1)._asdict(), Optional[int], Union[int, str], Any, Literal[1, "a"])
T = TypeVar("T")
class G(Generic[T]): pass
print(G[int], T, G[int]().__class__.__name__, get_type_hints(NT))
@runtime_checkable
class HasLen(Protocol):
    def __len__(self) -> int: ...
print(isinstance([], HasLen), isinstance(5, HasLen))
