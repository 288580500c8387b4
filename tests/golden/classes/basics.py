class A:
    "doc of A"
    x = 1
    def __init__(self, v=0): self.v = v
    def get(self): return self.v
    def __repr__(self): return f"A({self.v!r})"
print(A, A.__name__, A.__qualname__, A.__module__, A.__doc__, A.__bases__, A.__mro__)
a = A(3)
print(a, a.get(), a.x, A.x, a.__class__, type(a) is A, isinstance(a, A), a.__dict__)
a.x = 5
print(a.x, A.x, A(1).x)
A.x = 7
print(a.x, A(1).x)
del a.x
print(a.x)
try:
    del a.x
except AttributeError as e:
    print(e)
a.__dict__["y"] = "via dict"
print(a.y)
a.__dict__ = {"v": "fresh"}
print(a.v, a.get(), hasattr(a, "y"))
class B(A): pass
b = B(2)
print(b, b.get(), issubclass(B, A), isinstance(b, A), isinstance(a, B), B.__base__, B.__mro__)
b.__class__ = A
print(type(b), b)
class Empty: ...
e = Empty()
e.a, e.b = 1, 2
print(vars(e), sorted(set(dir(e)) - set(dir(object())))[:3])
print(Empty.__doc__, Empty.__init__ is object.__init__)
Empty.__doc__ = "now"
print(Empty.__doc__)
Empty.__name__ = "Renamed"
print(Empty, Empty.__qualname__)
Empty.__qualname__ = "Q.R"
print(Empty)
for stmt in ("Empty.__name__ = 1", "Empty.__name__ = 'a\\0b'", "del Empty.__name__", "Empty.__bases__ = 1", "Empty.__bases__ = ()", "e.__class__ = 5", "e.__class__ = int", "e.__dict__ = 5", "Empty.__dict__['k'] = 1", "del e.zz", "Empty.zz", "e.zz", "int.x = 1", "del int.real", "object().x = 1", "(5).x = 1", "[].x"):
    try:
        exec(stmt)
        print("fine", stmt)
    except Exception as error:
        print(stmt, "->", type(error).__name__, error)
print(A() == A(), A() != A(), a == a, bool(A()), hash(a) == hash(a))
