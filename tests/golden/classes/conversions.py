class I:
    def __init__(self, v): self.v = v
    def __index__(self): return self.v
class T:
    def __init__(self, **k): self.__dict__.update(k)
def mk(**methods): return type("M", (), {f"__{k}__": (lambda self, v=v: v) for k, v in methods.items()})()
def t(f):
    try:
        print(repr(f()))
    except Exception as e:
        print(type(e).__name__, e)
i = I(3)
print([10, 20, 30, 40][i], "abcd"[i], range(10)[i], (0, 1, 2, 3)[i], bytes(i), [1] * i, "ab" * i, hex(i), bin(i), oct(i), chr(I(65)), range(i), "abcdef"[I(1):i], int(i), float(i), complex(i), round(1.23456, i), [0][I(0)])
t(lambda: [1][I("x")]); t(lambda: [1][I(2.0)]); t(lambda: hex(1.5)); l, c = [1], "a"; t(lambda: l["a"]); t(lambda: l[1.0]); t(lambda: c[None]); t(lambda: l["a":]); 
t(lambda: int(mk(int=5))); t(lambda: int(mk(int="5"))); t(lambda: int(mk(int=5.0))); t(lambda: int(mk(index=7))); t(lambda: int(mk()));
t(lambda: float(mk(float=1.5))); t(lambda: float(mk(float=1))); t(lambda: float(mk(index=2))); t(lambda: float(mk()))
t(lambda: complex(mk(complex=1j))); t(lambda: complex(mk(complex=1))); t(lambda: complex(mk(float=2.0))); t(lambda: complex(mk()))
t(lambda: bool(mk(bool=True))); t(lambda: bool(mk(bool=1))); t(lambda: bool(mk(len=0))); t(lambda: bool(mk(len=3))); t(lambda: bool(mk(len=-1))); t(lambda: len(mk(len=-1))); t(lambda: len(mk(len="x"))); t(lambda: len(mk(len=2**70))); t(lambda: len(mk(len=True))); t(lambda: len(mk())); t(lambda: len(5)); t(lambda: bool(mk(bool=False, len=3)))
t(lambda: bytes(mk(bytes=b"x"))); t(lambda: bytes(mk(bytes="x"))); t(lambda: str(mk(str="s"))); t(lambda: str(mk(str=1))); t(lambda: hash(mk(hash=5))); t(lambda: hash(mk(hash="x"))); t(lambda: hash(mk(hash=2**61))); t(lambda: hash(mk(hash=-1))); t(lambda: hash(mk(hash=True)))
t(lambda: range(1.0)); t(lambda: range(I(3), I(5))); t(lambda: chr(1.0)); t(lambda: list(range(5))[I(1):I(4):I(2)]); t(lambda: slice(I(1), None).indices(I(5))); t(lambda: slice("a").indices(3)); t(lambda: "x" * 1.5); t(lambda: 1 << I(3)); t(lambda: pow(2, I(3))); t(lambda: int("12", I(8))); t(lambda: int(12, 10)); t(lambda: (255).to_bytes(I(2))); t(lambda: "abc".center(I(7), "*")); t(lambda: mk(index=2 ** 100).__index__() == 2 ** 100); t(lambda: l[mk(index=2**100)]); t(lambda: [1] * 2**100)
