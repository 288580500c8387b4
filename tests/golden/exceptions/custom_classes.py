class AppError(Exception):
    default = "application error"
    def __init__(self, message=None, *, code=0, **details): super().__init__(message or self.default); self.code, self.details = code, details
    def __str__(self): return f"[{self.code}] {super().__str__()}"
class NotFound(AppError): default = "not found"
class Denied(AppError, PermissionError): default = "denied"
class Multi(KeyError, AttributeError): pass
def t(e):
    try: raise e
    except NotFound as x: return "NotFound", str(x), x.args, x.details
    except PermissionError as x: return "perm", str(x), x.errno, x.args
    except AppError as x: return "app", str(x), x.code
    except AttributeError as x: return "attr", str(x), x.args, x.name
    except Exception as x: return type(x).__name__, str(x)
print(t(AppError()), t(AppError("m", code=5)), t(NotFound(code=404, path="/x")), t(Denied("no")), t(Multi("k")), t(NotFound), t(ValueError("v")))
print([issubclass(Denied, c) for c in (AppError, OSError, PermissionError, Exception, KeyError)], Denied.__mro__[1:4], repr(AppError("x")), repr(NotFound()))
for make in (lambda: type("A", (ValueError, KeyError), {}), lambda: type("B", (OSError, SyntaxError), {}), lambda: type("C", (Exception, int), {}), lambda: type("D", (StopIteration, OSError), {}), lambda: type("E", (AttributeError, NameError), {}), lambda: type("F", (BaseException, object), {}), lambda: type("G", (UnicodeError, IndexError), {})):
    try: print(make().__mro__[1:3])
    except TypeError as e: print(e)
class NoInit(Exception):
    def __init__(self, a): self.a = a
class WithNew(Exception):
    def __new__(cls, *a): self = super().__new__(cls, *a); self.made = len(a); return self
print(NoInit(5).args, repr(NoInit(5)), str(NoInit(5)), WithNew(1, 2).made, WithNew(1).args)
class Eq(Exception):
    def __eq__(self, o): return isinstance(o, Eq) and self.args == o.args
    __hash__ = None
print(Eq(1) == Eq(1), Eq(1) != Eq(2), KeyError(1) == KeyError(1))
class Fancy(Exception):
    @property
    def args(self): return ("property",)
print(Fancy(1).args, str(Fancy(1)), repr(Fancy(1)))
class Ctx(Exception):
    def __enter__(self): return self
    def __exit__(self, t, v, tb): return t is type(self)
with Ctx() as c: raise c
print("context manager exception", c.__traceback__ is not None)
e = ValueError(); e.custom = [1]; e.__dict__["more"] = 2; print(vars(e), e.custom, e.more, ValueError.__init__.__qualname__, ValueError.__new__.__qualname__, ValueError.__str__ is BaseException.__str__)
try: raise type("Dyn", (Exception,), {"__module__": "mod.path"})("d")
except Exception as e: print(type(e), type(e).__module__, repr(e))
class Slot(Exception): __slots__ = ("s",)
s = Slot("a"); s.s = 1; s.other = 2; print(s.s, s.other)
try: raise Multi
except (LookupError, OSError) as e: print(type(e).__bases__)
def gen_errors():
    for k in (ValueError, TypeError):
        try: yield k
        except Exception as e: yield f"{k.__name__} saw {type(e).__name__}"
g = gen_errors(); print(next(g).__name__, g.throw(KeyError("x")), next(g).__name__, g.throw(OSError()))
