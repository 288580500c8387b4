from collections import defaultdict
class Event:
    def __set_name__(self, owner, name): self.name = name; owner.events = getattr(owner, "events", ()) + (name,)
    def __get__(self, obj, owner): return self if obj is None else Bound(obj, self.name)
class Bound:
    def __init__(self, obj, name): self.obj, self.name = obj, name
    def __iadd__(self, handler): self.obj.__dict__.setdefault("_handlers", defaultdict(list))[self.name].append(handler); return self
    def __call__(self, *a, **k): return [h(*a, **k) for h in self.obj.__dict__.get("_handlers", {}).get(self.name, ())]
class Frozen(type):
    def __setattr__(cls, n, v): raise AttributeError(f"cannot set {n!r} on frozen class {cls.__name__}")
class Button:
    clicked, closed = Event(), Event()
    def __setattr__(self, n, v):
        if n in type(self).events and not isinstance(v, Bound): raise AttributeError(f"{n} is an event")
        if n not in type(self).events: super().__setattr__(n, v)
b = Button(); seen = []
b.clicked += seen.append; b.clicked += lambda x: x * 2
print(b.clicked(21), seen, b.closed(), Button.events, type(Button.clicked).__name__)
try: b.clicked = 5
except AttributeError as e: print(e)
class Const(metaclass=Frozen): X = 1
try: Const.X = 2
except AttributeError as e: print(e, Const.X)
class Plugin:
    registry = {}
    def __init_subclass__(cls, *, key=None, **kw):
        super().__init_subclass__(**kw)
        if key: cls.registry[key] = cls
    @classmethod
    def make(cls, key, *a): return cls.registry[key](*a)
class Upper(Plugin, key="up"):
    def __call__(self, s): return s.upper()
class Repeat(Plugin, key="rep"):
    def __init__(self, n): self.n = n
    def __call__(self, s): return s * self.n
pipe = [Plugin.make("up"), Plugin.make("rep", 3), str.swapcase, lambda s: s[:5], len]
v = "ab"
for stage in pipe: v = stage(v); print(v, end=" ")
print(sorted(Plugin.registry))
try: Plugin.make("nope")
except KeyError as e: print("no plugin", e)
class Validated:
    def __init__(self, check, message): self.check, self.message = check, message
    def __set_name__(self, o, n): self.slot = "_" + n
    def __get__(self, o, t): return self if o is None else getattr(o, self.slot)
    def __set__(self, o, v):
        if not self.check(v): raise ValueError(self.message.format(v=v, n=self.slot[1:]))
        setattr(o, self.slot, v)
class Person:
    name = Validated(lambda v: isinstance(v, str) and v, "{n} must be text, not {v!r}"); age = Validated(range(150).__contains__, "{n} out of range: {v}")
    def __init__(self, name, age): self.name, self.age = name, age
p = Person("x", 5); p.age += 1; print(p.name, p.age, vars(p))
for bad in (("", 1), (5, 1), ("y", 200), ("y", -1)):
    try: Person(*bad)
    except ValueError as e: print(e)
