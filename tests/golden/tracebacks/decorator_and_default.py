def check(limit):
    def deco(f):
        def wrapper(*args, **kwargs):
            result = f(*args, **kwargs)
            assert result < limit, (
                f"{f.__name__} gave {result}"
            )
            return result
        return wrapper
    return deco


@check(limit=10)
def square(n=2, *, plus=0):
    return n * n + plus


print(square(), square(3))
square(3, plus=1)
