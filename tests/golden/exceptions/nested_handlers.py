import sys
def cur(): return type(sys.exception()).__name__
def a():
    out = [cur()]
    try: raise ValueError
    except ValueError:
        out.append(cur())
        try: raise KeyError
        except KeyError:
            out.append(cur())
            try: pass
            finally: out.append(cur())
            for _ in (1,):
                try: raise OSError
                except OSError: out.append(cur()); continue
            out.append(cur())
        out.append(cur())
        (lambda: out.append("in lambda " + cur()))()
        out.append([cur() for _ in (1,)][0])
        def inner():
            try: raise TypeError
            except TypeError: return cur()
        out.append(inner()); out.append(cur())
        class C: seen = cur()
        out.append(C.seen)
    out.append(cur())
    return out
print(a())
def b():
    try: 1 / 0
    except ZeroDivisionError:
        while True:
            try: [][0]
            except IndexError:
                try: break
                finally: print("leaving", cur())
        print("after break", cur())
        return cur()
print(b(), cur())
def c():
    try: raise ValueError(1)
    except ValueError as e1:
        try: raise KeyError(2)
        except KeyError as e2:
            try: raise e1
            except ValueError as e3: print(e3 is e1, e1.__context__ is e2, e2.__context__)
        print("e2" in locals(), "e1" in locals())
c()
def d(n):
    try: raise ValueError(n)
    except ValueError as e:
        if n: d(n - 1)
        return str(e), cur()
print(d(3))
def e():
    for i in range(3):
        try:
            if i == 1: raise KeyError(i)
        except KeyError: print("handled", i, cur())
        else: print("fine", i, cur())
        finally: print("finally", i, cur())
e()
def f():
    try: raise ValueError("first")
    except ValueError:
        try: raise KeyError("second")
        finally: print("passing", cur())
try: f()
except KeyError as x: print(repr(x.__context__), x.__context__.__context__)
def g():
    try: yield cur()
    except KeyError: yield "in gen " + cur()
    yield cur()
it = g(); print(next(it))
try: raise OSError
except OSError: print(it.throw(KeyError()), cur(), next(it), cur())
def h():
    try: raise ValueError
    except ValueError: yield cur(); yield cur()
it = h(); print(next(it), cur(), next(it), cur()); del it; print(cur())
def i():
    try: return "value"
    finally:
        try: raise KeyError
        except KeyError: print("inside finally", cur())
print(i(), cur())
def j():
    try: raise ValueError("outer")
    except ValueError:
        try: raise TypeError("inner")
        except TypeError: pass
        raise
try: j()
except ValueError as x: print(repr(x), x.__context__)
