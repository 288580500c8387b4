import sys
g1 = "global"
def f(a, b=2):
    c = 3
    d = locals()
    e = 5
    return d, sorted(locals())
print(f(1))
def g():
    x = 1
    l = locals()
    l["x"] = 99
    l["new"] = 1
    return x, l["x"], "new" in locals()
print(g())
def h():
    v = 1
    def inner():
        w = v
        return sorted(locals().items())
    return inner()
print(h())
class C:
    a = 1
    locals()["dynamic"] = "made"
    print(sorted(k for k in locals() if not k.startswith("__")))
print(C.dynamic, C.a)
print(globals() is sys.modules["__main__"].__dict__, locals() is globals())
globals()["made"] = 7
print(made)
def set_global():
    global fresh
    fresh = "set"
set_global()
print(fresh)
def del_global():
    global fresh
    del fresh
del_global()
try:
    fresh
except NameError as e:
    print(e)
print("comp")
def comp():
    y = 1
    return [sorted(locals()) for x in [1]]
print(comp())
def frame():
    q = 1
    fr = sys._getframe()
    fr.f_locals["q"] = 42
    return q, fr.f_code.co_name, fr.f_lineno > 0, fr.f_back.f_code.co_name
print(frame())
print(vars() is globals(), dir()[-3:] != [])
def empty(): return locals()
print(empty(), (lambda: locals())(), (lambda a: locals())(1))
def branch(flag):
    if flag: x = 1
    return locals()
print(branch(0), branch(1))
