class Pause:
    def __await__(self):
        yield


async def inner():
    await Pause()
    raise ValueError("in coroutine")


async def outer():
    return await inner()


c = outer()
c.send(None)
c.send(None)
