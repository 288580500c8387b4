def deco(f):
    def wrapper(*args):
        return f(*args)
    return wrapper


@deco
@deco
def target(a):
    return a.attribute


target(1)
