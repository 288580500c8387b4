import sys
def a(): b()
def b():
    x = 1
    raise ValueError("deep")
try: a()
except ValueError as e: tb = e.__traceback__
names = []
t = tb
while t:
    names.append((t.tb_frame.f_code.co_name, t.tb_lineno, t.tb_frame.f_lineno, sorted(k for k in t.tb_frame.f_locals if k == "x")))
    t = t.tb_next
print(names)
print(type(tb).__name__, tb.tb_next.tb_next.tb_next, tb.tb_lasti >= 0)
def info():
    try: 1 / 0
    except ZeroDivisionError as e:
        t, v, b = sys.exc_info()
        print(t.__name__, v is e, b is e.__traceback__, sys.exception() is e)
        def inner(): return sys.exc_info()[0]
        print(inner())
    print(sys.exc_info(), sys.exception())
info()
def nested():
    try: raise KeyError(1)
    except KeyError:
        try: raise ValueError(2)
        except ValueError: print(repr(sys.exception()))
        print(repr(sys.exception()))
        for _ in range(1):
            try: raise OSError
            except OSError: break
        print(repr(sys.exception()))
    print(sys.exception())
nested()
def gen():
    print("gen", repr(sys.exception()))
    try: raise ValueError("in gen")
    except ValueError:
        yield repr(sys.exception())
    print("after", repr(sys.exception()))
    yield
try: raise KeyError("outer")
except KeyError:
    g = gen()
    print(next(g), repr(sys.exception()))
    next(g)
e = ValueError("q")
print(e.__traceback__)
try: raise e.with_traceback(tb)
except ValueError as err:
    n, t = 0, err.__traceback__
    while t: n, t = n + 1, t.tb_next
    print(n)
try: raise e
except ValueError as err:
    n, t = 0, err.__traceback__
    while t: n, t = n + 1, t.tb_next
    print("raised again adds", n)
tb.tb_next = None
print(tb.tb_next)
try: tb.tb_next = 5
except TypeError as err: print(err)
try: tb.tb_next = tb
except ValueError as err: print(err)
f = tb.tb_frame
print(f.f_code.co_name, f.f_globals is globals(), f.f_back, f.f_builtins["len"] is len)
