from collections import namedtuple
Point = namedtuple("Point", "x y")
class Shape: pass
class Circle(Shape):
    __match_args__ = ("center", "r")
    def __init__(self, c, r): self.center, self.r = c, r
class Rect(Shape):
    __match_args__ = ("a", "b")
    def __init__(self, a, b): self.a, self.b = a, b
def area(s):
    match s:
        case Circle(_, 0): return "dot"
        case Circle(Point(x=0, y=0), r): return f"at origin r={r}"
        case Circle(Point(x, y), r) if x == y: return f"diagonal {x} {r}"
        case Circle(r=r): return f"circle {r}"
        case Rect(Point(x1, y1), Point(x2, y2)) if x1 == x2 or y1 == y2: return "flat"
        case Rect(Point(), Point()) as whole: return f"rect {abs((whole.b.x - whole.a.x) * (whole.b.y - whole.a.y))}"
        case Rect(): return "odd rect"
        case Shape(): return "shape"
for s in (Circle(Point(0, 0), 5), Circle(Point(1, 1), 2), Circle(Point(1, 2), 3), Circle(None, 0), Rect(Point(0, 0), Point(0, 5)), Rect(Point(0, 0), Point(2, 5)), Rect(1, 2), Shape(), 5): print(area(s))
def command(text):
    match text.split():
        case []: return "empty"
        case ["quit" | "exit"]: return "bye"
        case ["go", ("north" | "south" | "east" | "west") as d]: return f"going {d}"
        case ["go", other]: return f"cannot go {other}"
        case ["take", *items] if items: return f"taking {', '.join(items)}"
        case [cmd, *_] if cmd.startswith("#"): return "comment"
        case ["set", name, "=", value] | ["let", name, value]: return f"{name}:={value}"
        case [first, *middle, last] if len(middle) > 1: return f"{first}..{len(middle)}..{last}"
        case _: return f"unknown {text!r}"
for c in ("", "quit", "exit", "go north", "go up", "take", "take a b", "# hi", "set x = 1", "let y 2", "a b c d", "x y"): print(command(c))
def json_type(v):
    match v:
        case None: return "null"
        case True | False: return "bool"
        case int() | float(): return "number"
        case str(): return "string"
        case []: return "empty array"
        case [*items] if all(isinstance(i, type(items[0])) for i in items): return f"array of {json_type(items[0])}"
        case [*_]: return "mixed array"
        case {"$ref": str(r), **extra}: return f"ref {r} {extra}"
        case {**keys}: return "object " + ",".join(f"{k}:{json_type(x)}" for k, x in keys.items())
for v in (None, True, 1, 1.5, "s", [], [1, 2], [1, "a"], {}, {"a": [1], "b": None}, {"$ref": "x", "y": 1}): print(json_type(v))
def simplify(e):
    match e:
        case ("+", 0, x) | ("+", x, 0) | ("*", 1, x) | ("*", x, 1): return simplify(x)
        case ("*", 0, _) | ("*", _, 0): return 0
        case ("+", int(a), int(b)): return a + b
        case ("*", int(a), int(b)): return a * b
        case ("-", x, y) if x == y: return 0
        case (op, a, b):
            r = (op, simplify(a), simplify(b))
            return simplify(r) if r != e else r
        case x: return x
for e in (("+", 0, "x"), ("*", ("+", 1, 2), ("-", "y", "y")), ("+", ("*", 1, "a"), ("+", 2, 3)), ("-", ("+", "x", 0), "x"), ("/", 1, 2)): print(simplify(e))
for i in range(6):
    match i % 3, i % 2:
        case 0, 0: print("fizzbuzz", end=" "); continue
        case 0, _: print("fizz", end=" ")
        case _, 0: print("buzz", end=" ")
        case _ if i == 5: break
        case n, m: print(n, m, end=" ")
print()
