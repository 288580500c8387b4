def g(a, b=2):
    x = yield a
    y = yield x, b
    return y
i = g(1); print(i.gi_running, i.gi_suspended, i.gi_frame.f_locals, i.gi_yieldfrom); next(i); print(i.gi_suspended, i.gi_frame.f_locals); i.send("s"); print(i.gi_frame.f_locals)
try: i.send("end")
except StopIteration as e: print(e.value, i.gi_frame, i.gi_suspended, i.gi_running)
def outer(): yield from inner()
def inner(): yield "i"
o = outer(); next(o); print(o.gi_yieldfrom.__name__, o.gi_code.co_name); list(o); print(o.gi_yieldfrom)
for n, v in (("gi_frame", 1), ("gi_code", 1), ("__name__", 5), ("__qualname__", 5), ("gi_running", 1), ("new", 1)):
    try: setattr(o, n, v); print("set", n)
    except (AttributeError, TypeError) as e: print(n, type(e).__name__, e)
o.__qualname__ = "Q.n"; print(o.__qualname__, o.__name__)
import types; print(isinstance(o, types.GeneratorType), type(o) is types.GeneratorType, types.GeneratorType.__name__)
for f in (lambda: types.GeneratorType(), lambda: type("G", (types.GeneratorType,), {}), lambda: o + 1, lambda: len(o), lambda: o == o, lambda: hash(o) == hash(o), lambda: bool(o), lambda: o < o, lambda: iter(o) is o, lambda: o.__next__.__self__ is o):
    try: print(f())
    except TypeError as e: print(e)
def with_try():
    log = []
    try:
        try: log.append((yield 1))
        finally: log.append("inner")
        log.append((yield 2))
    except ValueError as e: log.append(repr(e))
    else: log.append("else")
    finally: log.append("outer")
    yield log
w = with_try(); next(w); print(w.send("a"), w.throw(ValueError("x"))); w = with_try(); next(w); print(w.throw(ValueError("early"))); w = with_try(); next(w); next(w); print(next(w))
def loop():
    total = 0
    while (v := (yield total)) is not None:
        for _ in range(v):
            got = yield "inner"
            if got == "skip": break
        else: total += v
    return total
l = loop(); print(next(l), l.send(2), next(l), next(l), l.send(1), l.send("skip"), l.send(1), next(l))
try: l.send(None)
except StopIteration as e: print("total", e.value)
def finally_return():
    try: yield 1
    finally: return "from finally"
f = finally_return(); next(f)
try: f.throw(KeyError("lost"))
except StopIteration as e: print(e.value)
def many_locals(): a = b = c = 1; yield a; d = [b, c]; yield d; del a; yield sorted(locals())
print(list(many_locals())); print(list((yield_, 2) for yield_ in "ab"), [*(x for x in range(3) if x)], sum((x for x in range(3)), 10)); print(sum(1 for _ in (x for x in (y for y in range(1000)))))
