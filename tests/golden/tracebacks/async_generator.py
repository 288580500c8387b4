async def numbers():
    yield 1
    raise LookupError("no more numbers")


async def total():
    result = 0
    async for n in numbers():
        result += n
    return result


try:
    total().send(None)
except StopIteration as stop:
    print(stop.value)
