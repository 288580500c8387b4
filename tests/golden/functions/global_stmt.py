x = "module"
def read(): return x
def write():
    global x
    x = "written"
def shadow():
    x = "local"
    return x
print(read(), shadow(), read()); write(); print(read())
def outer():
    x = "outer"
    def mid():
        global x
        x = "from mid"
        def inner(): return x
        return inner()
    return mid(), x
print(outer(), x)
def define():
    global func, Klass, y, m
    def func(): return "f"
    class Klass: pass
    import math as m
    for y in range(3): pass
define()
print(func(), Klass.__qualname__, func.__qualname__, y, m.floor(2.5))
def missing():
    global never_set
    return never_set
try:
    missing()
except NameError as e:
    print(e)
def aug():
    global x
    x += "!"
aug()
print(x)
def walrus():
    global w
    (w := 5)
    with_as()
def with_as():
    global err
    try:
        1 / 0
    except ZeroDivisionError as err:
        print(err)
    print("err" in globals())
walrus()
print(w)
class C:
    global made_in_class
    made_in_class = 1
    own = 2
print(made_in_class, hasattr(C, "made_in_class"), C.own)
def both():
    global x
    def inner():
        return x
    x = "last"
    return inner()
print(both())
