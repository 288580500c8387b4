class Root:
    def __init__(self, **k):
        if k: raise TypeError(f"left over: {sorted(k)}")
        print("Root")
    def describe(self): return ["Root"]
class Named(Root):
    def __init__(self, *, name, **k): print("Named"); self.name = name; super().__init__(**k)
    def describe(self): return [f"name={self.name}", *super().describe()]
class Sized(Root):
    def __init__(self, *, size=0, **k): print("Sized"); self.size = size; super().__init__(**k)
    def describe(self): return [f"size={self.size}", *super().describe()]
class Colored(Root):
    def __init__(self, *, color="red", **k): print("Colored"); self.color = color; super().__init__(**k)
    def describe(self): return [f"color={self.color}", *super().describe()]
class Thing(Named, Sized, Colored):
    def __init__(self, name, **k): super().__init__(name=name, **k)
    def describe(self): return "; ".join(super().describe())
t = Thing("box", size=3, color="blue"); print(t.describe(), [c.__name__ for c in Thing.__mro__])
try: Thing("x", weight=1)
except TypeError as e: print(e)
try: Named()
except TypeError as e: print(e)
class LogMixin:
    log = []
    def __setattr__(self, n, v): self.log.append((n, v)); super().__setattr__(n, v)
class Locked:
    def __setattr__(self, n, v):
        if getattr(self, "_locked", False): raise AttributeError(f"{n} is locked")
        super().__setattr__(n, v)
class Both(LogMixin, Locked):
    def __init__(self): self.a = 1; self._locked = True
b = Both()
try: b.a = 2
except AttributeError as e: print(e, b.a, LogMixin.log)
class Base:
    def template(self): return self.before() + self.body() + self.after()
    def before(self): return "<"
    def after(self): return ">"
    def body(self): raise NotImplementedError(f"{type(self).__name__}.body")
class Impl(Base):
    def body(self): return "impl"
    def after(self): return "/" + super().after()
print(Impl().template())
try: Base().template()
except NotImplementedError as e: print(e)
class A:
    @classmethod
    def make(cls, *a): return cls(*a)
    @staticmethod
    def helper(x): return x * 2
class B(A):
    def __init__(self, v): self.v = v
    @classmethod
    def make(cls, v): return super().make(cls.helper(v))
    @staticmethod
    def helper(x): return A.helper(x) + 1
print(B.make(5).v, type(B.make(1)).__name__)
class Chain:
    def __init__(self): self.ops = []
    def __getattr__(self, n):
        if n.startswith("_"): raise AttributeError(n)
        def add(*a): self.ops.append((n, a)); return self
        return add
print(Chain().select("a").where(1, 2).go().ops)
class Delegate:
    def __init__(self, o): self.__dict__["o"] = o
    def __getattr__(self, n): return getattr(self.o, n)
    def __setattr__(self, n, v): setattr(self.o, n, v)
    def __len__(self): return len(self.o)
class T: x = 1
d = Delegate(T()); d.y = 5; print(d.x, d.y, d.o.__dict__, len(Delegate([1, 2])), Delegate("ab").upper())
