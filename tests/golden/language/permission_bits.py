# Classes over ints: flags by hand, with descriptors, iteration and formatting.
class Flag:
    def __init__(self, bit): self.bit = bit
    def __set_name__(self, owner, name): self.name = name; owner._flags = {**getattr(owner, "_flags", {}), name: self.bit}
    def __get__(self, o, t): return Perm(self.bit) if o is None else bool(o.value & self.bit)
    def __set__(self, o, on): o.value = o.value | self.bit if on else o.value & ~self.bit
class Perm:
    def __init__(self, value=0): self.value = value
    def __or__(self, o): return Perm(self.value | o.value)
    def __and__(self, o): return Perm(self.value & o.value)
    def __xor__(self, o): return Perm(self.value ^ o.value)
    def __invert__(self): return Perm(~self.value & sum(self._flags.values()))
    def __contains__(self, o): return self.value & o.value == o.value
    def __iter__(self): return (n for n, b in self._flags.items() if self.value & b)
    def __len__(self): return self.value.bit_count()
    def __bool__(self): return self.value != 0
    def __eq__(self, o): return self.value == o.value if isinstance(o, Perm) else NotImplemented
    def __hash__(self): return hash(self.value)
    def __index__(self): return self.value
    def __repr__(self): return "Perm(" + "|".join(self) + ")" if self else "Perm(none)"
    def __format__(self, s): return "".join(n[0] if self.value & b else "-" for n, b in self._flags.items()) if s == "s" else format(self.value, s)
class P(Perm): pass
for name, bit in (("read", 4), ("write", 2), ("execute", 1)):
    f = Flag(bit); f.__set_name__(Perm, name); setattr(Perm, name, f)
r, w, x = Perm.read, Perm.write, Perm.execute
p = r | w; print(p, ~p, p & r, p ^ r, r in p, x in p, list(p), len(p), bool(Perm()), p == Perm(6), p != r, {p: 1}[Perm(6)], hex(p), f"{p:s} {p:03b} {r:s}", [0, 1, 2, 3, 4, 5, 6][p], Perm())
q = Perm(); q.read = True; q.execute = 1; print(q, q.write, q.read); q.read = False; print(q, vars(q)); q |= w; q &= ~x; print(q)
def chmod(spec, p=Perm()):
    p = Perm(p.value)
    for part in spec.split(","):
        op, names = part[0], part[1:]
        for n in names:
            full = next((k for k in Perm._flags if k[0] == n), None)
            if full is None: raise ValueError(f"no permission {n!r} in {part!r}")
            match op:
                case "+": setattr(p, full, True)
                case "-": setattr(p, full, False)
                case _: raise ValueError(f"bad operator {op!r}")
    return p
print(chmod("+rw"), chmod("+rwe,-w"), chmod("-r", Perm(7)))
for bad in ("*r", "+q"):
    try: chmod(bad)
    except ValueError as e: print(e)
try: p | 5
except AttributeError as e: print(e)
print(p == 6, 0o754 >> 6 & 7 == 7, [f"{Perm(int(d)):s}" for d in "754"], f"{0o754:o} {0o754:#o} {0o754:b}", int("111101100", 2) == 0o754, ~0 & 0xFF, 1 << 3 | 1, 0b1010 ^ 0b0110, -8 >> 1, (1 << 64) - 1 & -1 == 2**64 - 1)
