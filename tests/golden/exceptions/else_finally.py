log = []
def step(fail, in_else=False, in_except=False, in_finally=False):
    log.clear()
    try:
        try:
            log.append("try")
            if fail: raise ValueError(fail)
        except ValueError as e:
            log.append("except")
            if in_except: raise KeyError("in except")
        else:
            log.append("else")
            if in_else: raise IndexError("in else")
        finally:
            log.append("finally")
            if in_finally: raise TypeError("in finally")
        log.append("after")
    except Exception as e:
        chain = []
        while e:
            chain.append(repr(e))
            e = e.__context__
        log.append(chain)
    return log
import itertools
for fail, *rest in itertools.product((0, 1), repeat=4):
    print(fail, rest, step(fail, *rest))
def loop_else():
    for i in range(3):
        try:
            if i == 5: break
        finally: pass
    else:
        return "else ran"
print(loop_else())
while False: pass
else: print("while else")
i = 0
while i < 3:
    i += 1
    if i == 2: break
else: print("not here")
for x in []: pass
else: print("empty for else")
try: x
except NameError: print("x unbound")
n = 3
while n:
    n -= 1
    if n == 1: continue
    print(n)
else: print("done", n)
for i in range(2):
    for j in range(2):
        if j: break
    else: print("inner else")
    print("tail", i, j)
