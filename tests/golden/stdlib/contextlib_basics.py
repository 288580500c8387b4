from contextlib import contextmanager, suppress, closing, ExitStack, nullcontext, redirect_stdout, ContextDecorator
import io
@contextmanager
def tag(name):
    print("<" + name + ">")
    try: yield name.upper()
    except ValueError as e: print("swallowed", e)
    finally: print("</" + name + ">")
with tag("a") as t: print(t)
with tag("b"): raise ValueError("v")
try:
    with tag("c"): raise KeyError("k")
except KeyError as e: print("out", e)
@tag("d")
def f(x): return x * 2
print(f(4), f(5))
with suppress(KeyError, IndexError): {}["x"]
print("after suppress")
with ExitStack() as s:
    print([s.enter_context(tag(n)) for n in "xy"]); s.callback(print, "callback", 1); s.push(lambda *a: print("push", a[0]))
class C:
    def close(self): print("closed")
with closing(C()) as c: print(type(c).__name__)
with nullcontext(5) as n: print(n)
out = io.StringIO()
with redirect_stdout(out): print("captured")
print(repr(out.getvalue()))
@contextmanager
def bad(): yield 1; yield 2
@contextmanager
def none():
    if 0: yield
for m in (bad, none):
    try:
        with m(): pass
    except RuntimeError as e: print(e)
@contextmanager
def stop(): yield
try:
    with stop(): raise StopIteration("s")
except StopIteration as e: print("stop passes", e)
class D(ContextDecorator):
    def __enter__(self): print("enter"); return self
    def __exit__(self, *a): print("exit"); return False
@D()
def g(): print("body")
g()
