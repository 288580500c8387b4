def m(x):
    match x:
        case []: return "empty"
        case [a]: return ("one", a)
        case [1, b]: return ("starts 1", b)
        case [a, b] if a == b: return ("pair same", a)
        case (a, b): return ("pair", a, b)
        case [first, *rest, last] if len(rest) > 3: return ("long", first, rest, last)
        case [a, [b, *_], *c]: return ("nested", a, b, c)
        case [*_, "end"]: return "ends"
        case [a, *_]: return ("many", a)
    return "no sequence"
for x in ([], (), [5], [1, 9], [3, 3], (4, 5), range(3), range(10), [1, [2, 3], 4], [1, (2,)], [0, 0, "end"], "ab", b"ab", bytearray(b"ab"), {1, 2}, {1: 2}, 5, None, iter([1]), [[1]], memoryview(b"xyz")):
    print(type(x).__name__, m(x))
class L(list): pass
class T(tuple): pass
print(m(L([7])), m(T((1, 2))))
class Seq:
    def __len__(self): return 2
    def __getitem__(self, i): return i
print(m(Seq()))
from collections import deque
print(m(deque([1, 2])))
import collections.abc
class Reg(collections.abc.Sequence):
    def __len__(self): return 3
    def __getitem__(self, i):
        print("get", i)
        if i > 2: raise IndexError
        return i * 10
print(m(Reg()))
match Reg():
    case [_, *_, x]: print(x)
match [1, 2, 3, 4]:
    case [_, _, *mid, _]: print(mid)
match [[1, 2], [3, 4]]:
    case [[a, b], [c, d]]: print(a, b, c, d)
match [1, 2]:
    case [x, y] as whole: print(x, y, whole)
match (1, 2, 3):
    case (1, *_): print("star underscore")
match [1, [2, [3, [4]]]]:
    case [a, [b, [c, [d]]]]: print(a, b, c, d)
def partial(x):
    match x:
        case [a, 2]: pass
        case [a, 3]: pass
        case _: pass
    return locals()
print(partial([1, 5]), partial([1, 3]))
