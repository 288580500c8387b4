import sys, gc
async def f(): pass
f()
print("after", flush=True)
async def g():
    f()
    return 1
c = g()
try: c.send(None)
except StopIteration: print("stopped", flush=True)
c = f()
c.close()
print("closed without running: no warning", flush=True)
d = f()
del d
print("end", flush=True)
