# Cell objects and empty cells.
import types

def f():
    if False:
        x = 1
    return lambda: x

g = f()
cell = g.__closure__[0]
try:
    cell.cell_contents
except ValueError as e:
    print(type(e).__name__, e)
try:
    g()
except NameError as e:
    print(type(e).__name__, e)
cell.cell_contents = 5
print(g(), cell.cell_contents)
del cell.cell_contents
try:
    g()
except NameError as e:
    print(e)
c1, c2, empty = types.CellType(1), types.CellType(2), types.CellType()
print(c1 < c2, c1 == types.CellType(1), c1 != c2, empty < c1, c1 > c2)
print(type(c1).__name__, repr(empty)[:8], repr(empty)[-7:])
try:
    hash(c1)
except TypeError as e:
    print(e)

def make():
    def inner(): return a
    a = 1
    return inner
h = make()
k = types.FunctionType(h.__code__, globals(), "renamed", None, (types.CellType("other"),))
print(k(), k.__name__)
try:
    types.FunctionType(h.__code__, globals())
except TypeError as e:
    print(e)
try:
    types.FunctionType(h.__code__, globals(), "x", None, ())
except ValueError as e:
    print(e)

def local_error():
    try:
        print(y)
    except UnboundLocalError as e:
        print(e)
    y = 1
    del y
    try:
        y
    except UnboundLocalError as e:
        print(e)
    try:
        del y
    except UnboundLocalError as e:
        print(e)
local_error()

def free_del():
    z = 1
    def inner():
        nonlocal z
        del z
        try:
            del z
        except NameError as e:
            print(type(e).__name__, e)
    inner()
    try:
        z
    except NameError as e:
        print(type(e).__name__, e)
free_del()
