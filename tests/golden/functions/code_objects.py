# The attributes of code objects.
def f(a, b, /, c, d=1, *args, e, **kw):
    x = a + 1
    def inner():
        return x, c
    return inner

co = f.__code__
print(co.co_name, co.co_qualname, co.co_argcount, co.co_posonlyargcount, co.co_kwonlyargcount)
print(co.co_varnames, co.co_cellvars, co.co_freevars, co.co_nlocals)
print(co.co_firstlineno, co.co_filename.endswith("code_objects.py"))
inner = f(1, 2, 3, e=4).__code__
print(inner.co_name, inner.co_qualname, inner.co_freevars, inner.co_cellvars, inner.co_varnames)

def flags(fn):
    c = fn.__code__.co_flags
    names = {4: "VARARGS", 8: "VARKEYWORDS", 16: "NESTED", 32: "GENERATOR", 128: "COROUTINE", 512: "ASYNC_GENERATOR"}
    return [n for bit, n in names.items() if c & bit]

def g(): yield
async def h(): pass
async def i(): yield
print(flags(f), flags(g), flags(h), flags(i), flags(lambda *a: 0), flags(lambda **k: 0))
def doc():
    "the doc"
    return 1
print(doc.__code__.co_consts[0], doc.__code__.co_flags & 0x4000000 != 0)
class C:
    def m(self): return __class__
print(C.m.__code__.co_freevars, C.m.__code__.co_qualname)
r = co.replace(co_name="renamed")
print(r.co_name, r.co_argcount, r == co, co == co, hash(co) == hash(co))
c = compile("a + b", "<e>", "eval")
print(c.co_name, c.co_filename, c.co_names, c.co_varnames, eval(c, {"a": 1, "b": 2}))
def names(q):
    import sys
    print(len(q), sys.version_info[0])
    return q.attr
print(names.__code__.co_names, names.__code__.co_varnames)
print(type(co).__name__)
try:
    f.__code__.co_name = "x"
except AttributeError as e:
    print(e)
