x, name, pi = 42, "World", 3.14159
print(f"{x}", f"a{x}b", f"{x}{name}", f"{{}}", f"{{{x}}}", f"{x!r} {name!r} {name!s} {'é'!a}", F"{x}", rf"\n{x}", fr"{x}\t", f'{name}' "plain" f"{x}", "a" f"b" 'c', f"")
print(f"{x + 1}", f"{x if x > 3 else 0}", f"{[1, 2][0]}", f"{ {'k': 1}['k'] }", f"{(lambda: 5)()}", f"{name.upper()}", f"{len(name)}", f"{x, name}", f"{1,}", f"{ x }", f"{not x}", f"{x == 42}", f"{x != 1}", f"{x >= 1}", f"{x <= 1}")
print(f"{pi:.2f} {pi:10.3f}| {pi:<10.1f}| {pi:^10.1f}| {pi:+.1f} {x:05d} {x:x} {x:#x} {x:b} {x:e} {x:,} {1234567:,} {1234567:_} {0.5:%} {name:>10} {name:*^11} {name:.3} {True:d} {True} {None}")
w, p = 10, 2
print(f"{pi:{w}.{p}f}|{pi:{w}}|{name:{'>'}{w}}|{pi:{'.' + '1f'}}|{x:{'0'}{5}}|{x:{''}}|{name!r:>{w}}")
print(f"""multi
{x}
line""", f'{x
}', f"{
x +
1}")
print(f"{'nested'}", f"{f'{x}'}", f"{f'{f"{x}"}'}", f"{'a' 'b'}", f"{"same quotes"}", f"{'\n'.join(['a', 'b'])}", f"{"\x41"}", f"\x41\u00e9\N{BULLET}\t|")
print(f"{x:{x}}", f"{'a':{'b'}<{3}}" if True else "", f"{x:>{3 + 3}}", f"{{{x:>{5}}}}")
print(f"{(y := 5)} {y}", f"{x:=5}", f"{lambda_ if (lambda_ := 1) else 0}", f"{*[1, 2], 3}", f"{[*range(3)]}", f"{ {1, 2} == {2, 1} }", f"{ {i: i for i in range(2)} }", f"{dict(a=1)['a']}")
print(f"{x # comment
}", f"{'#'}", f"{'}'}", f"{'{'}", f"{':'}", f"{'!'}", f"{x!r:}", f"{x:}")
print("%s" % f"{x}", f"{x}" + "b", f"{x}" * 2, f"{x}".zfill(5), f"{x}"[0], f"%d {x}" % 5, f"{x} {{}}".format(9), len(f"{x}"), type(f"{x}") is str, f"{x}" == "42", {f"{x}": 1})
class C:
    def __format__(self, s): return f"fmt[{s}]"
    def __repr__(self): return "C!"
    def __str__(self): return "str C"
c = C()
print(f"{c} {c!r} {c!s} {c!a} {c:abc} {c!r:>5} {c:{c!r}} {c:%Y-%m} {c:a{x}b{name}c} {c::}")
def f():
    loc = 1
    return f"{loc}", (lambda: f"{loc}")(), [f"{loc}{i}" for i in range(2)]
print(f(), f"{f()[0]}")
