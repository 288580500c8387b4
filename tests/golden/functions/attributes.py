# What a function object shows and what may be changed.
def f(a: int, b: "str" = "q", *c: float, d: list = None, **e: dict) -> bool:
    "doc of f"
    return a

print(f.__name__, f.__qualname__, f.__doc__, f.__module__)
print(f.__annotations__)
print(f.__defaults__, f.__kwdefaults__, f.__closure__, f.__dict__)
f.x = 1
f.__dict__["y"] = 2
print(f.x, f.y, f.__dict__, vars(f))
del f.x
try:
    f.x
except AttributeError as e:
    print(e)
try:
    del f.x
except AttributeError as e:
    print(e)
f.__name__ = "g"
print(f.__name__, f.__qualname__)
f.__qualname__ = "H.g"
print(f.__qualname__)
for name, value in [("__name__", 1), ("__qualname__", 1), ("__dict__", 1), ("__code__", 1), ("__closure__", ()), ("__globals__", {}), ("__annotations__", 3)]:
    try:
        setattr(f, name, value)
        print("set", name)
    except (TypeError, AttributeError) as e:
        print(name, type(e).__name__, e)
f.__doc__ = "other"
print(f.__doc__)
f.__annotations__ = None
print(f.__annotations__)
print(f.__globals__ is globals(), f.__builtins__ is __builtins__.__dict__)
def plain(): pass
print(plain.__doc__, plain.__annotations__, plain.__type_params__)
def other(): return "other"
plain.__code__ = other.__code__
print(plain(), plain.__name__)
def outer():
    v = 1
    def inner(): return v
    return inner
i = outer()
print(i.__qualname__, i.__closure__[0].cell_contents, len(i.__closure__))
try:
    plain.__code__ = i.__code__
except ValueError as e:
    print(e)
print(type(f), type(lambda: 0), (lambda: 0).__name__, (lambda: 0).__qualname__)
print(f.__call__(3), f.__get__(5)(), callable(f), bool(f))
