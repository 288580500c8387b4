class Meta(type):
    def __new__(mcls, name, bases, ns, **kw):
        print("new", name, [b.__name__ for b in bases], sorted(k for k in ns if k[:2] != "__"), kw)
        return super().__new__(mcls, name, bases, ns)
    def __init__(cls, name, bases, ns, **kw):
        print("init", name, kw)
        super().__init__(name, bases, ns)
    def __call__(cls, *a, **k):
        print("call", cls.__name__, a, k)
        return super().__call__(*a, **k)
    def __getattr__(cls, name): return f"meta:{name}"
    def __len__(cls): return 42
    def __iter__(cls): return iter("abc")
    def __getitem__(cls, i): return i * 2
    def __contains__(cls, x): return x == "in"
    def __repr__(cls): return f"<{cls.__name__}!>"
    @property
    def prop(cls): return "p" + cls.__name__
    def meth(cls): return "m" + cls.__name__
class A(metaclass=Meta, flag=1):
    x = 1
    def __init__(self, v=0): self.v = v
class B(A, other=2): y = 2
print(A(5).v, A, len(A), list(A), A[4], "in" in A, A.anything, A.prop, B.meth(), type(B))
try:
    A().meth
except AttributeError as e:
    print(e)
print(isinstance(A, Meta), isinstance(A, type), type(A), bool(A))
class Other(type): pass
class C(metaclass=Other): pass
try:
    class D(A, C): pass
except TypeError as e:
    print(e)
class Both(Meta, Other): pass
class E(A, C, metaclass=Both): pass
print(type(E).__name__)
def func(name, bases, ns, **kw): return name, bases, sorted(k for k in ns if k != "__static_attributes__" and k != "__firstlineno__"), kw
class G(metaclass=func, k=2): z = 1
print(G)
for text in ("class H(metaclass=5): pass", "class I(k=1): pass", "class J(metaclass=type, k=1): pass", "class K(5): pass", "class L(A, A): pass"):
    try:
        exec(text)
    except TypeError as e:
        print(text, "->", e)
T = type("T", (), {"a": 1, "m": lambda self: self.a})
print(T().m(), T.__module__, T)
class Single(type):
    made = {}
    def __call__(cls, *a):
        if cls not in cls.made: cls.made[cls] = super().__call__(*a)
        return cls.made[cls]
class S(metaclass=Single): pass
print(S() is S())
