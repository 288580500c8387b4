class A:
    cls_attr = "class"
    def __getattribute__(self, name):
        if not name.startswith("__"): print("getattribute", name)
        return super().__getattribute__(name)
    def __getattr__(self, name):
        print("getattr", name)
        if name == "no": raise AttributeError(f"custom {name}")
        return "made " + name
    def __setattr__(self, name, v):
        print("setattr", name, v)
        super().__setattr__(name, v)
    def __delattr__(self, name):
        print("delattr", name)
        super().__delattr__(name)
    def m(self): return "m"
a = A()
a.x = 1
print(a.x, a.cls_attr, a.missing, a.m())
del a.x
print(a.x, hasattr(a, "no"), getattr(a, "no", "dflt"), hasattr(a, "yes"))
def t(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e, getattr(e, "name", "-"))
t(lambda: a.no); t(lambda: delattr(a, "zz")); t(lambda: getattr(a, 5)); t(lambda: setattr(a, 5, 1)); t(lambda: getattr(a)); t(lambda: hasattr(a, 5))
a.count = 0
a.count += 1
print(a.__dict__)
class B:
    def __getattribute__(self, name): raise AttributeError("always")
t(lambda: B().x)
class C:
    def __getattr__(self, name): raise KeyError(name)
t(lambda: C().x); t(lambda: hasattr(C(), "x")); t(lambda: getattr(C(), "x", 1))
class D:
    def __setattr__(self, n, v): raise TypeError("frozen")
t(lambda: setattr(D(), "a", 1))
class E:
    def __dir__(self): return ["b", "a"]
print(dir(E()))
object.__setattr__(d := D(), "ok", 1)
print(d.ok, d.__getattribute__("ok"), object.__getattribute__(d, "ok"))
class F: pass
f = F()
setattr(f, "not an identifier", 1)
print(getattr(f, "not an identifier"), f.__dict__)
t(lambda: f.a.b.c); t(lambda: None.x); t(lambda: (1).x); t(lambda: "s".x); t(lambda: [].x); t(lambda: F.x); t(lambda: t.x); t(lambda: len.x); t(lambda: type.x); t(lambda: F().m.x)
