d = {"k": [1, {"z": "deep"}]}; name, w, p = "val", 12, 3
print(f"{d['k'][1]['z']}", f'{d["k"][0]}', f"{d["k"][1]["z"]!r:>{w}}", f"{f"{f"{1 + 1}"}"}", f"{'a' + f'{"b" + f'{"c"}'}'}")
print(f"{3.14159:{w}.{p}f}|{name:{'<' if w else '>'}{w}}|{w:0{p}d}|{name:^{w + p}}|{7:{'#'}{'x'}}|{-1.5:+{w}.{p - 2}e}")
print(f"{ {1: 2}[1] }", f"{ {x for x in (1,)} }", f"{[x for x in range(3) if x]}", f"{(lambda x: x * 2)(4)}", f"{(x := 5) + x}", f"{x!s:>4}", f"{not x}", f"{x if x else 'no'}", f"{x,}", f"{*[1, 2],}", f"{x:>{x}}")
print(f"""{
    name
    .upper()  # comment with } and "quotes"
}""", f'''a{
1 +
2}b''', f"{'''triple'''}", f"{'\n'!r}", f"{'\t'}|", f"\N{DIGIT ONE}{1}", f"\x7b{1}\x7d", f"{{{{{1}}}}}", f"{1}{{2}}{3}")
print(rf"\d{name}\n", fr'{name!r}\\', "raw", f"{name:s}", f"{name!s:s}", f"{b'x'!r:>8}", f"{None!s:6}|", f"{[1]!s:>6}", f"{True:5}|{True!s:5}|")
print(f"{w=}", f"{w = !r:>5}", f"{d['k'][0]=}", f"{name.upper()=:>8}", f"{w + p=}", f"{w=:{p}}", f"{(y := 3)=}", f"{w
=}", f"{ {'a': w}['a'] = }")
print(f"{1:{''}}", f"{1:}", f"{'x':{'*^'}{5}}", f"{1.5:{'.2'}{'f'}}", f"{w:{p}}{p:{w}}", f"{1:>{f'{p}'}}", f"{'%'}%", f"{'{}'}", f"{'}'}", f"{'{'!r}", f"{':'}:", f"{'!'}!", f"{'='}=", f"{1==1}", f"{1!=2}", f"{1<=2}", f"{w>=1!r}")
s = "".join(f"{i:02}{c}" for i, c in enumerate("abc")); print(s, f"{s}" f"{s[:2]}" "tail", (f"{1}" "b" f'{2}'), f"a" "b" f"{3}" r"\c", len(f"{s}{s}"))
def g():
    v = yield f"{(yield 'first')}"
    yield f"{v}!"
i = g(); print(next(i), i.send("A"), i.send("B"))
async def a(): return f"{await b()} {[x async for x in c()]}"
async def b(): return "awaited"
async def c(): yield 1
try: a().send(None)
except StopIteration as e: print(e.value)
class C:
    x = 1
    y = f"{x} {[x for _ in (1,)]}"
    z = f"{__qualname__}"
    def m(self): return f"{__class__.__name__} {self.x} {super().__repr__()[:9]}"
    def __format__(self, s): return f"<{s or 'none'}>"
print(C.y, C.z, C().m(), f"{C()}", f"{C():a b:c!d}", f"{C():{'q'}{'r'}}", f"{C():%H:%M}")
for bad in ('f"{1:{2:{3}}}"', 'f"{1!x}"', 'f"{a b}"', 'f"{}"', 'f"{1:{}}"', 'f"{!r}"', 'f"{1"', 'f"}"', "f'{a['", "f'{a!r b}'", "f'{1:{2}'", "f'{lambda:1}'", "f'{x=!}'"):
    try: compile(bad, "<f>", "eval"); print(bad, "ok")
    except SyntaxError as e: print(bad, "|", e.msg, e.offset)
