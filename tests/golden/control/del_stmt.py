def err(src, ns=None):
    ns = {} if ns is None else ns
    try: exec(src, ns); print("ok", sorted(k for k in ns if k != "__builtins__"))
    except Exception as e: print(src, "->", type(e).__name__, e)
err("a = 1\ndel a"); err("del a"); err("a = b = 1\ndel a, b"); err("a = b = 1\ndel (a, b)"); err("a = b = 1\ndel [a, (b,)]"); err("del ()"); err("del []"); err("a = [1, 2, 3]\ndel a[0], a[-1]\nprint(a)"); err("a = [1, 2, 3, 4]\ndel a[::2]\nprint(a)"); err("a = {1: 2}\ndel a[1]\nprint(a)"); err("a = {}\ndel a[1]"); err("a = []\ndel a[0]"); err("a = (1,)\ndel a[0]"); err("a = 'x'\ndel a[0]"); err("class A: x = 1\ndel A.x\nprint(hasattr(A, 'x'))"); err("class A: pass\ndel A.x"); err("class A: pass\ndel A().x"); err("del len"); err("len = 1\ndel len\nprint(len([]))"); err("del print.x"); err("a = [1, 2]\ndel a['x']"); err("a = [1, 2]\ndel a[5]"); err("a = [1]\ndel a[1.5]"); err("a = {1}\ndel a[1]"); err("a = b = 1\ndel a, zz, b")
def local():
    x = 1
    del x
    try: x
    except UnboundLocalError as e: print(e)
    x = 2
    return x
print(local())
def loop():
    for i in range(2):
        y = i
        del y
        try: print(y)
        except UnboundLocalError as e: print(e)
loop()
def arg(a):
    del a
    return "a" in locals()
print(arg(1))
def cond(flag):
    v = 1
    if flag: del v
    try: return v
    except NameError as e: return str(e)
print(cond(0), cond(1))
class D:
    def __del__(self): print("__del__")
    def __delitem__(self, k): print("delitem", k)
    def __delattr__(self, k): print("delattr", k)
d = D()
del d[0], d[1:2], d["a", 1], d.x
e = d
del d
print("still alive")
del e
print("gone")
l = [D()]
del l[0]
l = [D(), D()]
del l[:]
print(l)
t = {"k": D()}
del t["k"]
def f():
    d = D()
    print("leaving")
f()
[D() for _ in range(1)]
print("end")
