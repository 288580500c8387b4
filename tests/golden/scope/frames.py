import sys
def f(a, b=2):
    c = a + b
    fr = sys._getframe()
    print(fr.f_code.co_name, sorted(fr.f_locals), fr.f_lineno - fr.f_code.co_firstlineno, fr.f_back.f_code.co_name, fr.f_globals is globals(), fr.f_builtins["len"] is len, fr.f_trace, fr.f_lasti >= 0)
    fr.f_locals["c"] = "written"
    print(c, fr.f_locals["c"])
    fr.f_locals["new"] = 1
    print("new" in fr.f_locals, "new" in locals())
    try: fr.f_locals["a"] = 10; del fr.f_locals["b"]
    except Exception as e: print(type(e).__name__, e)
    return a
print(f(1))
def outer():
    v = 1
    def inner():
        nonlocal v
        fr = sys._getframe(1)
        print(fr.f_code.co_name, fr.f_locals["v"])
        fr.f_locals["v"] = 5
        return v
    return inner(), v
print(outer())
def who(): return sys._getframe(1).f_code.co_name
def caller(): return who()
class C:
    def m(self): return who()
    w = who()
    l = [who() for _ in [0]]
    g = list(who() for _ in [0])
print(caller(), C().m(), C.w, C.l, C.g, (lambda: who())(), who())
def gen():
    x = 1
    yield sys._getframe()
    x = 2
    yield
g = gen(); fr = next(g); print(fr.f_locals, fr.f_back, g.gi_frame is fr); next(g); print(fr.f_locals)
def rec(n):
    if n: return rec(n - 1)
    names, fr = [], sys._getframe()
    while fr: names.append(fr.f_code.co_name); fr = fr.f_back
    return names
print(rec(3))
def loc():
    l = locals(); x = 1
    print(l, locals() is locals(), locals() == {"l": l, "x": 1})
loc()
try: (lambda: 1 / 0)()
except ZeroDivisionError as e:
    tb = e.__traceback__.tb_next
    print(tb.tb_frame.f_code.co_name, tb.tb_frame.f_locals)
fr = sys._getframe(); print(fr.f_locals is globals(), fr.f_code.co_name, fr.f_back)
p = (lambda a: sys._getframe().f_locals)(3); print(p, type(p).__name__, list(p), p["a"], len(p), p | {"z": 1}, p.get("q"), dict(p), "a" in p)
