def g():
    while True:
        try:
            x = yield
            print("value", x)
        except ValueError as e: print("caught", e)
        except GeneratorExit: print("exit"); raise
        finally: print("finally")
i = g(); next(i); i.send(1); i.throw(ValueError("v")); i.throw(ValueError); i.close(); i.close()
try: next(i)
except StopIteration: print("closed")
def t(f):
    try: print(f())
    except BaseException as e: print(type(e).__name__, e, "| ctx", repr(e.__context__), "| cause", repr(e.__cause__))
i = g(); next(i); t(lambda: i.throw(KeyError("k"))); t(lambda: next(i))
i = g(); t(lambda: i.throw(KeyError("before start"))); t(lambda: next(i))
i = g(); i.close(); t(lambda: next(i))
def stubborn():
    for _ in range(2):
        try: yield 1
        except GeneratorExit: print("ignored")
s = stubborn(); next(s); t(s.close); 
def ret():
    try: yield 1
    except GeneratorExit: return "closing value"
r = ret(); next(r); print(r.close())
def ret2():
    try: yield 1
    finally: print("cleanup")
r = ret2(); next(r); print(r.close()); r = ret2(); next(r); del r; print("deleted")
def raises():
    try: yield 1
    finally: raise KeyError("in close")
r = raises(); next(r); t(r.close)
def stop(): yield 1; raise StopIteration("leak")
s = stop(); next(s); t(lambda: next(s))
def stop2(): yield next(iter([]))
t(lambda: next(stop2()))
def catch():
    try: yield 1
    except StopIteration as e: yield ("caught", e.value)
c = catch(); next(c); t(lambda: c.throw(StopIteration(5)))
c = catch(); next(c); t(lambda: c.throw(GeneratorExit))
def thrower():
    try: yield 1
    except ValueError: yield 2
x = thrower(); next(x); t(lambda: x.throw(ValueError)); t(lambda: x.throw(TypeError("t")))
x = thrower(); next(x); t(lambda: x.throw(5)); t(lambda: x.throw(int)); t(lambda: x.throw()); t(lambda: x.throw("s"))
for bad in (lambda: next(thrower()).throw,): t(bad)
def ctx():
    try: 1 / 0
    except ZeroDivisionError: yield "in except"
c = ctx(); next(c); t(lambda: c.throw(KeyError("ctx")))
def outer():
    i = g(); next(i)
    try: i.throw(RuntimeError("through"))
    except RuntimeError as e: return e.__traceback__.tb_next.tb_frame.f_code.co_name
print(outer())
