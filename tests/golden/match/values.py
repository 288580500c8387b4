def m(x):
    match x:
        case 0: return "zero"
        case 1.5: return "float"
        case -3: return "neg"
        case 2 + 3j: return "complex"
        case "s": return "str"
        case b"b": return "bytes"
        case "con" "cat": return "joined"
        case None: return "None"
        case True: return "True"
        case False: return "False"
        case _: return "other"
print([m(x) for x in (0, 1.5, -3, 2 + 3j, "s", b"b", "concat", None, True, False, 7, 0.0, False, 1, [], -3.0)])
class K: A = 1; B = "b"
class N: k = K
def attr(x):
    match x:
        case K.A: return "K.A"
        case N.k.B: return "N.k.B"
        case _: return "no"
print(attr(1), attr("b"), attr(True), attr(2))
def orp(x):
    match x:
        case 1 | 2 | 3: return "small"
        case "a" | None | K.B: return "mixed"
        case [1 | 2, ("x" | "y") as v]: return v
        case (int() | float()) as n: return ("num", n)
print([orp(x) for x in (1, 3, "a", None, "b", [1, "y"], [3, "x"], 9, 2.5, "zz")])
def cap(x):
    match x:
        case y: return y
print(cap(5), cap([1]))
match 5:
    case z if z > 10: print("big")
    case z if z > 3: print("guard", z)
print(z)
match 1:
    case 2: print("no")
print("no match falls through")
match (1, 2):
    case 1, 2: print("open sequence")
match 1, 2:
    case (a, b): print(a, b)
match *[1, 2], 3:
    case [*all]: print(all)
match = 5; case = 6; _ = 7
print(match, case, _)
None
class E:
    def __eq__(self, o): print("eq", o); return o == 2
match E():
    case 1: print(1)
    case 2: print("two")
try:
    match 1:
        case K.missing: pass
except AttributeError as e: print(e)
type = 1
match type:
    case 1: print("soft keyword type")
