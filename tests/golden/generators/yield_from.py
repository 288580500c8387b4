def inner():
    try:
        r = yield 1
        print("inner got", r)
        r = yield 2
        print("inner got", r)
        return "inner result"
    except ValueError as e:
        print("inner caught", e)
        yield "recovered"
        return "after error"
    finally: print("inner finally")
def outer():
    v = yield from inner()
    print("outer got", v)
    yield from [10, 20]
    yield from "ab"
    return "done"
o = outer()
print(next(o), o.gi_yieldfrom is not None, o.send("A"), o.send("B"), next(o), next(o), next(o))
try: next(o)
except StopIteration as e: print(e.value)
o = outer(); next(o); print(o.throw(ValueError("v"))); print(next(o))
o = outer(); next(o); o.close(); print("closed")
o = outer(); next(o)
try: o.throw(KeyError("k"))
except KeyError as e: print("out", e)
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
def bad(): yield from 5
t(lambda: next(bad()))
def lst(): yield from [1, 2]
l = lst(); next(l); t(lambda: l.send(5)); l = lst(); next(l); t(lambda: l.throw(ValueError("x"))); l = lst(); next(l); l.close()
class It:
    def __iter__(self): return self
    def __next__(self): return 7
    def send(self, v): print("send", v); return v
    def throw(self, *a): print("throw", a[0] if isinstance(a[0], type) else repr(a[0])); return "thrown"
    def close(self): print("close")
def d(): yield from It()
x = d(); print(next(x), x.send(3), x.throw(ValueError(1)), x.send(None)); x.close()
def tree(n):
    if n: yield from tree(n - 1); yield n; yield from tree(n - 1)
print(list(tree(4)))
def deep(n):
    if n: return (yield from deep(n - 1)) + 1
    yield "bottom"
    return 0
e = deep(300); print(next(e))
try: next(e)
except StopIteration as s: print(s.value)
class Stop:
    def __iter__(self): return self
    def __next__(self): raise StopIteration("value from next")
def s(): print((yield from Stop()))
print(list(s()))
def expr(): return [(yield from [1]), (yield from (2,))]
e = expr(); print(next(e), next(e))
try: next(e)
except StopIteration as s: print(s.value)
def self_ref():
    yield from me
me = self_ref(); t(lambda: next(me))
