log = []
class R:
    def __init__(self, n, fail_enter=False, fail_exit=False, swallow=False): self.n, self.fe, self.fx, self.sw = n, fail_enter, fail_exit, swallow
    def __enter__(self):
        log.append(f"+{self.n}")
        if self.fe: raise OSError("enter " + self.n)
        return self
    def __exit__(self, t, v, tb):
        log.append(f"-{self.n}:{t.__name__ if t else None}")
        if self.fx: raise RuntimeError("exit " + self.n)
        return self.sw
def case(label, f):
    log.clear()
    try: r = f()
    except BaseException as e:
        chain = []
        while e: chain.append(repr(e)); e = e.__context__
        r = " <- ".join(chain)
    print(label, log, r)
def nested():
    with R("a"):
        with R("b", swallow=True): raise KeyError(1)
        return "after"
def both_fail():
    with R("a", fail_exit=True), R("b", fail_exit=True): raise KeyError(1)
def enter_fails():
    with R("a"), R("b", fail_enter=True), R("c"): pass
def swallow_outer():
    with R("a", swallow=True), R("b", fail_exit=True): raise KeyError(1)
    return "swallowed"
def ret_through():
    with R("a"):
        try: return "value"
        finally: log.append("finally")
def ret_swallowed():
    with R("a", swallow=True): return 1 / 0
def loop():
    for i in range(3):
        with R(str(i), swallow=True):
            if i == 0: continue
            if i == 1: raise ValueError
            break
    return i
def gen():
    with R("g"): yield 1; yield 2
def use_gen(): g = gen(); next(g); g.close(); return "closed"
def gen_throw():
    g = gen(); next(g)
    g.throw(KeyError("thrown"))
def fin_overrides():
    try: 1 / 0
    finally: return "override"
def fin_raises():
    try: raise KeyError("try")
    finally: raise ValueError("finally")
def exc_in_except():
    try: 1 / 0
    except ZeroDivisionError:
        try: raise KeyError("k")
        except KeyError: raise IndexError("i")
def sys_exit():
    with R("a"): raise SystemExit(3)
def reraise_bare():
    try:
        with R("a"): raise KeyError(1)
    except KeyError: raise
def else_raises():
    try: pass
    except ValueError: pass
    else: raise ValueError("from else")
    finally: log.append("f")
for f in (nested, both_fail, enter_fails, swallow_outer, ret_through, ret_swallowed, loop, use_gen, gen_throw, fin_overrides, fin_raises, exc_in_except, sys_exit, reraise_bare, else_raises): case(f.__name__, f)
