import sys


def show(f):
    try:
        f()
    except Exception:
        sys.excepthook(*sys.exc_info())


a, d, s = None, {}, "x"
show(lambda: a + 1)
show(lambda: 1 + 2 + a)
show(lambda: (1 + a) * 2)
show(lambda: -s)
show(lambda: not 1 < a)
show(lambda: 1 < 2 < a)
show(lambda: d["k"])
show(lambda: d["k"]["l"])
show(lambda: a.b.c)
show(lambda: s.upper().foo().bar)
show(lambda: s[0][5])
show(lambda: a())
show(lambda: s(1, 2)(3))
show(lambda: len(5) + len(s))
show(lambda: len(s, s))
show(lambda: [1, 2, a.x])
show(lambda: {"k": 1 / 0})
show(lambda: f"{s} {a.x}")
show(lambda: f"{s:d}")
show(lambda: (1 if a.b else 2))
show(lambda: [x for x in 5])
show(lambda: [x.y for x in "ab"])
show(lambda: s @ s)
show(lambda: int("x") + int("y"))
show(lambda: s in 5)
show(lambda: print(*5))
show(lambda: undefined + 1)
show(lambda: s[1:2:0])
show(lambda: (lambda: 1 / 0)())
show(lambda: d | 5)
show(lambda: (yield_ := a.x))
