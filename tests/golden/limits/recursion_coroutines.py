# Coroutines that await themselves.
def t(f, *a):
    try:
        f(*a)
        print('no error')
    except RecursionError as e:
        print('RecursionError', str(e)[:60])
    except Exception as e:
        print(type(e).__name__, str(e)[:60])
async def f(): await f()
t(lambda: f().send(None))
async def g(): return await g()
t(lambda: g().send(None))
class A:
    def __await__(self): return (yield from A().__await__())
async def h(): await A()
t(lambda: h().send(None))
class B:
    def __await__(self): return B().__await__()
async def i(): await B()
t(lambda: i().send(None))
async def ag():
    async for x in ag(): yield x
async def j():
    async for x in ag(): pass
t(lambda: j().send(None))
