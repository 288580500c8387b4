# return, break and continue through finally.
def a():
    try: return "try"
    finally: print("finally")
def b():
    try: return "try"
    finally: return "finally"
def c():
    try: raise ValueError
    except ValueError: return "except"
    else: return "else"
    finally: print("f")
def d():
    try: pass
    except ValueError: return "except"
    else: return "else"
    finally: print("f")
def e():
    for i in range(3):
        try:
            if i == 1: continue
            print("body", i)
        finally: print("fin", i)
def f():
    while True:
        try: break
        finally: print("leaving")
    return "after"
def g():
    for i in range(3):
        try: 1 / 0
        except ZeroDivisionError: break
        finally: print("f", i)
    else: print("no")
    return i
def h():
    for i in range(2):
        try: raise KeyError(i)
        finally: break
    return "swallowed"
def i():
    for x in range(3):
        try: return x
        finally: continue
    return "continued"
def j():
    try:
        try: 1 / 0
        finally: print("inner")
    except ZeroDivisionError as err: return str(err)
def k():
    try:
        try: 1 / 0
        except ZeroDivisionError: raise KeyError("k")
        finally: print("inner f")
    except KeyError as err: return repr(err), type(err.__context__).__name__
def l():
    x = 1
    try: return x
    finally: x = 2
def m():
    x = []
    try: return x
    finally: x.append(1)
def n():
    for i in (1, 2):
        try:
            for j in (1, 2):
                try:
                    if j == 2: break
                    if i == 2: return (i, j)
                finally: print("in", i, j)
        finally: print("out", i)
for fn in (a, b, c, d, e, f, g, h, i, j, k, l, m, n):
    print(fn.__name__, fn())
