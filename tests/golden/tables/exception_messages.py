# What common mistakes say.
def t(s):
    try: exec(s, {}); print(s, "-> fine")
    except BaseException as e: print(s, "->", type(e).__name__, e)
for s in """1 + "a"
"a" + 1
[] + ()
None + 1
"a" * "b"
-"a"
~1.5
1 @ 2
1 < "a"
[] < ()
None < None
1j < 2
{} < {}
len(5)
len()
iter(5)
next([])
x = 5; x()
x = "a"; x()
x = None; x()
x = None; x[0]
x = None; x.y
x = None; x.y = 1
x = None; x[0] = 1
x = 5; x[0]
x = 5; x[0] = 1
x = 5; del x[0]
x = 5; x.y = 1
x = (1,); x[0] = 1
x = "s"; x[0] = "t"
x = []; x[0]
x = []; x["a"]
x = []; x[0] = 1
x = {}; x["k"]
x = {}; x[[]]
x = {1}; x[0]
x = {1}; x.add([])
for i in 5: pass
for a, b in [1]: pass
for a, b in [(1, 2, 3)]: pass
a, b = 1
a, b = ()
a, b = 1, 2, 3
a, *b = ()
a, b, *c = 1,
[a, b] = "abc"
undefined
del undefined
def f(): return x; x = 1
f = lambda: y; f()
import nothing_like_it
from math import nothing
int("x")
int("1.5")
int(None)
int([])
float("x")
float(None)
complex("x")
chr(-1)
chr("a")
ord("ab")
ord(1)
range(1.5)
range(1, 2, 0)
[1, 2, 3].index(9)
[].pop()
[].remove(1)
{}.popitem()
set().pop()
"abc".index("z")
"a".join([1])
"a".split("")
"%d" % "x"
"%d %d" % 1
"%d" % (1, 2)
"{}".format()
"{x}".format()
"{0.y}".format(1)
f"{1:z9}"
format("a", "d")
b"a" + "b"
"a" + b"b"
bytes([300])
bytes("a")
"é".encode("ascii")
b"\\xff".decode()
1 / 0
1 // 0
1 % 0
1.0 / 0
1.0 // 0
1.0 % 0
0 ** -1
divmod(1, 0)
2.0 ** 10000
1e308 * 10 ** 400
int(float("inf"))
int(float("nan"))
10 ** 400 * 1.0
1 << -1
[1] * 10 ** 20
"a" * 10 ** 20
round("a")
abs("a")
sum(["a"])
sum(5)
max([])
max()
min(1, "a")
sorted([1, "a"])
sorted(5)
isinstance(1, 1)
issubclass(1, int)
class A(5): pass
class A(int, str): pass
class A(bool): pass
class A: __slots__ = "x"\nA().y = 1
object().x
object().x = 1
object(1)
type(1, 2)
super()
raise 5
raise
raise ValueError
raise ValueError()
raise ValueError("a", 1)
assert 0
assert 0, "m"
with 5: pass
open("/no/such/file")
exec("x =")
eval("1 +")
eval("x = 1")
compile("1", "f", "what")
getattr(1, "x")
getattr(1, 2)
setattr(1, "x", 2)
delattr(1, "x")
print(1, sep=2)
dict([1])
dict(["abc"])
dict(1)
dict(a=1, **{"a": 2})
(lambda: 0)(1)
(lambda x: 0)()
(lambda x: 0)(1, x=2)
(lambda *, k: 0)()
(lambda: 0)(k=1)
print(*1)
print(**1)
zip([1], [1, 2], strict=True)
list(zip([1], [1, 2], strict=True))
enumerate(1)
map(1)
list(map(1, [1]))
filter(None)
reversed({1})
slice()
memoryview("a")
property().fget()
hash([])
{[]: 1}
{{}}
import sys; sys.exit(1)
exit()
[x for x in 5]
{**5}
[*5]
f = 1; f"{f.x}"
StopIteration().value.x
(i for i in []).send(1)
next(i for i in [])
async def f(): pass\nf().send(1)""".split("\n"): t(s.replace("\\n", "\n"))
