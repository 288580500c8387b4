log = []
def e(x, v=None):
    log.append(x)
    return v if v is not None else x
def show(label):
    print(label, log)
    log.clear()
def f(*a, **k): return 0
e("f", f)(e(1), *e("star", [2]), e(3), k=e("k"), **e("kw", {"m": 1}))
show("call")
d = {}
e("d", d)[e("key")] = e("value")
show("subscript assign")
e("d", d)[e("key")] += e("more")
show("augmented")
x = y = e("chain")
show("chain")
a, b = e("a"), e("b")
show("tuple")
{e("k1"): e("v1"), e("k2"): e("v2")}
show("dict")
e("l", 1) if e("cond", True) else e("r")
show("conditional")
e("x", 1) < e("y", 2) < e("z", 0) < e("never")
show("compare")
e("p", 0) or e("q", 5) and e("r", 0) or e("s")
show("bool")
class O: pass
o = O()
e("o", o).attr = e("rhs")
show("attribute assign")
[*e("s1", [1]), e("i"), *e("s2", [2])]
show("list")
e("obj", "abc")[e("lo", 0):e("hi", 2):e("st", 1)]
show("slice")
def g(a=e("d1"), *, b=e("d2")) -> e("ret"): pass
show("def")
def h(a: e("ann a") = e("default"), *r: e("ann r")) -> e("ann ret"): pass
show("annotated def")
class K(e("base", object), metaclass=e("meta", type)):
    attr = e("body")
show("class")
(e("t1", o).u, e("t2", d)["z"]) = e("two", (1, 2))
show("target")
f"{e('f1')}{e('f2'):{e('width', 5)}}"
show("fstring")
del e("dd", d)[e("z")]
show("del")
assert e("ok", 1), e("message")
show("assert")
[i for i in e("it", [1]) if e("if")]
show("comp")
{e("kk"): e("vv") for _ in [0]}
show("dict comp")
2 ** e("m", 1) ** e("n", 2)
show("power")
lambda q=e("lambda default"): 0
show("lambda")
