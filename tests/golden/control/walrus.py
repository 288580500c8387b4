print((x := 5), x)
if (m := 3) > 2: print(m)
while (n := m - 1) > 0: m = n
print(m, n)
data = [1, 2, 3]
print([y := f * 2 for f in data], y, any((hit := v) > 1 for v in data), hit)
print([(a := 1), (b := a + 1), a + b])
def f(a, b=(c := 9)): return a, b
print(f((z := 1)), z, c, f(a=(k := 1), b=k))
print({(i := 1): (j := 2)}, i, j, {(s := 3), s}, (t := 1, 2), t)
def local():
    if (v := 5): pass
    def inner(): return v
    total = 0
    partial = [total := total + i for i in range(5)]
    return inner(), partial, total, sorted(locals())[:3]
print(local())
def nl():
    u = 0
    def g():
        nonlocal u
        (u := 10)
    g(); return u
print(nl())
def gl():
    global made
    [made := i for i in range(3)]
gl(); print(made)
print([[inner := i * j for j in range(2)] for i in range(3)], inner)
print((x := 1))
l = [0, 1, 2]
print(l[(idx := 1)], l[idx:], l[(lo := 0):(hi := 2)], lo, hi, l[i := 2])
print(f"{(w := 4):{w}} {(x:=10)}", f"{x:=5}")
print(not (p := 0), (q := 1) and q + 1, 1 if (r := 0) else r, (lambda: (s := 2, s))())
assert (ok := True), "no"
match (subject := [1, 2]):
    case [a, b] if (sm := a + b) == 3: print(sm, subject)
def err(s):
    try: compile(s, "<s>", "exec"); print("ok", s)
    except SyntaxError as e: print(s, "|", e.msg)
err("x := 1"); err("f(x := 1)"); err("f(a=x := 1)"); err("(x.y := 1)"); err("(x[0] := 1)"); err("((a, b) := 1)"); err("[i := 0 for i in x]"); err("[i for i in (j := x)]"); err("class A: [z := 1 for _ in x]"); err("lambda: x := 1"); err("{x := 1}"); err("{k: v := 1}"); err("x = y := 1"); err("(x) := 1"); err("a[b := 1]"); err("a[b := 1, c := 2]"); err("a[b:=1:2]"); err("(True := 1)"); err("(f() := 1)"); err("def f(x=(y := 1)): pass"); err("def f(x: (y := 1)): pass"); err("return (yield := 1)"); err("with (x := a): pass"); err("with (x := a, y := b): pass"); err("@(f := g)\ndef h(): pass"); err("del (x := 1)"); err("for (x := 1) in y: pass"); err("assert x := 1"); err("[x for y in z if (q := y)]"); err("[[(j := 0) for i in range(5)] for j in range(5)]"); err("(*x := 1)"); err("print(*(x := [1]))")
