class A: pass
class R:
    def __repr__(self): return "R()"
class S:
    def __str__(self): return "S str"
class Both:
    def __repr__(self): return "repr"
    def __str__(self): return "str"
class Sub(Both):
    def __str__(self): return "sub" + super().__str__()
print(R(), str(R()), [R()], f"{R()}", "%s %r" % (R(), R()), "{0} {0!r}".format(R()))
print(S(), str(S()), repr(S())[:20], [Both()], Both(), {Both(): Both()} != 0, Sub(), [Sub()])
a = repr(A())
print(a.startswith("<__main__.A object at 0x"), a.endswith(">"))
class BadRepr:
    def __repr__(self): return 5
class BadStr:
    def __str__(self): return None
class Raises:
    def __repr__(self): raise ValueError("no repr")
class BadFormat:
    def __format__(self, s): return 1
def t(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
t(lambda: repr(BadRepr())); t(lambda: str(BadRepr())); t(lambda: str(BadStr())); t(lambda: [BadRepr()]); t(lambda: str([BadRepr()])); t(lambda: f"{BadStr()}"); t(lambda: repr(Raises())); t(lambda: format(BadFormat())); t(lambda: "%s" % BadStr()); t(lambda: print(BadStr())); t(lambda: format(A(), "x")); t(lambda: ascii(BadRepr()))
class Sstr(str):
    pass
class RetSub:
    def __repr__(self): return Sstr("subclass")
print(type(repr(RetSub())).__name__, type(str(RetSub())).__name__)
class F:
    def __format__(self, spec): return f"<{spec}>"
print(f"{F():abc} {F()}", format(F(), "q"), "{:z}".format(F()), "{}".format(F()))
class Outer:
    class Inner:
        pass
def fn():
    class Local: pass
    return Local
print(Outer.Inner, fn(), repr(Outer.Inner()).split(" object")[0], repr(fn()()).split(" object")[0])
print(type(A.__dict__).__name__, int, type, object, type(None), type(...), type(NotImplemented), None, ..., NotImplemented)
l = [1]; l.append(l); d = {}; d["d"] = d; t = ([],); t[0].append(t)
print(l, d, t)
s = set(); print(s, frozenset(), {1}, (1,), (), [], {})
print(repr(len), repr([].append)[:31], repr(str.upper), repr(int.__add__), repr((1).__add__)[:38], repr(object.__init__))
