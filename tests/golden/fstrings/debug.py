x, name = 42, "n"
print(f"{x=}", f"{x = }", f"{x=!r}", f"{name=}", f"{name=!s}", f"{name=:>5}", f"{name=!r:>6}", f"{x=:05d}", f"{x + 1=}", f"{ x=}", f"{x= }", f"{ x = }")
print(f"{x=} {name=}", f"{len(name)=}", f"{name.upper()=}", f"{[1, 2][0]=}", f"{'a' + 'b'=}", f"{(x==42)=}", f"{x!=1}", f"{(x>=1)=}")
print(f"{x
=}")
print(f"{1,2=}", f"{(1, 2)=}", f"{[i for i in range(3)]=}", f"{ {'a': 1}=}", f"{lambda_=}" if (lambda_ := 5) else "", f"{(lambda: 1)()=}", f"{f'{x}'=}", f"{'é'=}", f"{'é'=!a}")
print(f"{x=:{10}}|", f"{x = :>{5}}|", f"a {x=} b", f"{{{x=}}}", f"{x=}{x=}", f"{not x=}", f"{x if x else 0=}", f"{-x=}", f"{x ** 2=}", f"{x:=5}", f"{name*3=}")
class C:
    def __repr__(self): return "<repr>"
    def __str__(self): return "<str>"
    def __format__(self, s): return "<fmt " + s + ">"
c = C()
print(f"{c=}", f"{c=!s}", f"{c=:spec}", f"{c=:}", f"{c=!r:}", f"{c = !a}")
print(f'{"quoted"=}', f"{'\t'=}", f"{"double"=}")
