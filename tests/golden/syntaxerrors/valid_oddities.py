# Unusual but valid.
x = 1,; print(x)
print((1), (1,), ((1)), [[]], {**{}}, *(), sep="|")
a = b = c = (d, e) = [1, 2]; print(a, d, e)
if 1: pass; print("same line")
while 0: pass
else: print("else")
def f(a, /, b=1, *c, d, e=2, **f): return a, b, c, d, e, f
print(f(1, d=4))
lambda: (yield)
class A: x: int; y: int = 2; z = 3; """doc"""
print(A.y, A.z, A.__annotations__)
print([1]if 1 else[2], not()or 5)
x = (yield_for_name := 3); print(x)
print("a" "b" f"{x}" 'c' """d""", r"\n" "\n".strip())
for x in 1, 2, *(3, 4): print(x, end=" ")
for (x, y), *z in [((1, 2), 3, 4)]: print(x, y, z)
print([*[1], *(2,), *{3}], {*[1], 2}, {"a": 1, **{"b": 2}}, (*[1], 2))
print(x if x else y, (lambda x: x if x else 0)(5), [i if i else -1 for i in range(2)])
match = case = type = _ = 5; print(match, case, type, _)
print(match + case * type - _)
del match, case, type
if (n := 5) and (m := n): print(n, m)
print(not not 1, - - 1, ~ ~ 1, + - + 1, not-1, 2**-1, -2**2, (-2)**2, 2**3**0, 1 - -1)
print(1 < 2 < 3 == 3 != 4 in [4] is not None)
print("\
continued", 1 + \
2)
def g(): ...; return ...
print(g(), ..., ....__class__)
print(0_0, 1_000.5e1_0, 0xF_F, 1e5j, 00, 0o7, .5, 5., 5.e1)
with open(__file__) as h, open(__file__) as i: pass
with (open(__file__) as h, open(__file__) as i,): pass
with (open(__file__)) as h: pass
with (open(__file__), open(__file__)): pass
try: pass
except (): pass
else: pass
finally: print("all parts")
async def co():
    async with x as y, z: pass
    async for a, *b in c: pass
    else: pass
    return await (await d)
@(lambda f: f)
@[lambda f: f][0]
def h(*, a): return a
print(h(a=1), (lambda *, a: a)(a=2), (lambda *a, **k: 0)(), (lambda a=1, /: a)())
print({1: 2}[1], {1}, {}, {1: {2: {3: 4}}}[1][2][3], [][:], [1][0:1][-1:], "abc"[::-1][1])
x = [[1, 2], [3, 4]]; x[0][1], x[1][0] = x[1][0], x[0][1]; print(x)
x = *a, b = [1, 2]; print(x, a, b)
print(*[1], *[2], sep=""), print(**{"sep": ""}), print(*"ab", **{"end": "!\n"})
global_name: "int" = 1; (paren): int = 2; x[0]: int = 9; print(x, __annotations__)
if True:
	print("tab indented")
raise_ = None
print(f"{'a' if 1 else 'b'}{'''x'''}{ {1: 2}[1] }{(lambda: 1)()}{x!r:>{10}}")
