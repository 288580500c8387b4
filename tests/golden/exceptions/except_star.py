def run(exc):
    try:
        try: raise exc
        except* ValueError as eg: print("V", repr(eg))
        except* (TypeError, KeyError) as eg: print("TK", repr(eg))
        else: print("else")
        finally: print("finally")
    except BaseException as rest: print("left", repr(rest))
    print("--")
G = ExceptionGroup
run(ValueError(1)); run(OSError("o")); run(G("a", [ValueError(1), OSError(2)])); run(G("a", [ValueError(1), G("b", [TypeError(2), ValueError(3)])]))
run(G("a", [KeyError(1)])); run(KeyboardInterrupt()); run(BaseExceptionGroup("b", [KeyboardInterrupt(), ValueError(2)]))
try:
    try: pass
    except* ValueError: print("no")
    else: print("else ran")
finally: print("f")
try:
    try: raise G("g", [ValueError(1), TypeError(2)])
    except* ValueError: raise KeyError("new")
    except* TypeError: raise
except BaseException as e: print(repr(e), [repr(x.__context__) for x in e.exceptions])
try:
    try: raise G("g", [ValueError(1), TypeError(2)])
    except* ValueError as e: raise
except BaseException as e: print(repr(e))
try:
    try: raise ValueError(1)
    except* ValueError as e: raise
except BaseException as e: print(repr(e))
for src in ("try: raise ValueError\nexcept* ExceptionGroup: pass", "try: raise ValueError\nexcept* 5: pass", "try: raise ValueError\nexcept* (KeyError, ExceptionGroup): pass"):
    try: exec(src)
    except TypeError as e: print(e)
def f():
    for i in range(2):
        try: raise G("g", [ValueError(i)])
        except* ValueError as e: x = e.exceptions[0].args
        try: e
        except NameError as err: print(err)
        print(x)
f()
def nested():
    try: raise G("g", [ValueError(1), KeyError(2)])
    except* ValueError:
        try: raise G("h", [OSError(3)])
        except* OSError as o: print("inner", repr(o))
    except* KeyError as k: print("outer", repr(k))
nested()
class MyG(ExceptionGroup):
    def derive(self, e): return MyG(self.message, e)
try: raise MyG("mine", [ValueError(), KeyError()])
except* KeyError as k: print(type(k).__name__)
except* ValueError as v: print(type(v).__name__)
