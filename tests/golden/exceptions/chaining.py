def show(e):
    print(repr(e), "| cause", repr(e.__cause__), "| context", repr(e.__context__), "| suppress", e.__suppress_context__)
try:
    try: 1 / 0
    except ZeroDivisionError: raise KeyError("k")
except KeyError as e: show(e)
try:
    try: 1 / 0
    except ZeroDivisionError as z: raise KeyError("k") from z
except KeyError as e: show(e)
try:
    try: 1 / 0
    except ZeroDivisionError: raise KeyError("k") from None
except KeyError as e: show(e)
try: raise ValueError from KeyError
except ValueError as e: show(e)
try:
    try: raise ValueError("a")
    finally: raise TypeError("b")
except TypeError as e: show(e)
try:
    try: raise ValueError("again")
    except ValueError as e: raise e
except ValueError as e: show(e)
e1 = ValueError(1)
try:
    try: raise e1
    except ValueError:
        try: raise KeyError(2)
        except KeyError: raise e1
except ValueError as e: show(e); show(e1)
def loop():
    a, b = ValueError("a"), ValueError("b")
    try:
        try: raise a
        except ValueError: raise b
    except ValueError:
        try: raise a
        except ValueError: show(a); show(b)
loop()
e = ValueError("x")
e.__cause__ = KeyError("c")
show(e)
e.__suppress_context__ = False
e.__context__ = IndexError(1)
show(e)
for attr, v in (("__cause__", 5), ("__context__", "x"), ("__suppress_context__", "x"), ("__traceback__", 5), ("args", 5), ("__cause__", None), ("__context__", None), ("__traceback__", None)):
    try: setattr(e, attr, v); print(attr, "set")
    except TypeError as err: print(attr, err)
try: del e.__cause__
except TypeError as err: print(err)
def reraise():
    try: 1 / 0
    except ZeroDivisionError:
        try: raise
        except ZeroDivisionError as e: return repr(e), e.__context__
print(reraise())
try: raise
except RuntimeError as e: print(e)
def in_called():
    def inner(): raise
    try: 1 / 0
    except ZeroDivisionError:
        try: inner()
        except ZeroDivisionError as e: print("reraised", e)
in_called()
