# Protocol states by generators and match.
def parser():
    depth, path, out = 0, [], []
    event = yield
    while True:
        match event:
            case ("open", str(name), *attrs): depth += 1; path.append(name); event = yield ("enter", "/".join(path), dict(attrs))
            case ("close", name) if path and path[-1] == name: depth -= 1; path.pop(); event = yield ("leave", name, depth)
            case ("close", name): event = yield ("error", f"{name} does not close {path[-1] if path else 'anything'}")
            case ("text", str() as t) if t.strip(): out.append(t.strip()); event = yield ("text", len(out))
            case ("text", _): event = yield None
            case "end" if not path: return out
            case "end": raise ValueError(f"{depth} open: {path}")
            case other: event = yield ("unknown", other)
p = parser(); next(p)
for e in (("open", "a", ("k", 1)), ("text", " hi "), ("open", "b"), ("text", "  "), ("close", "a"), ("close", "b"), 42, ("text", 5), None, ["open", "list"], ("close", "list"), ("close", "a"), ("close", "zz")): print(e, "->", p.send(e))
try: p.send("end")
except StopIteration as s: print("finished", s.value)
q = parser(); next(q); q.send(("open", "x"))
try: q.send("end")
except ValueError as e: print(e)
class Light:
    def __init__(self): self.state = self.red; self.log = []
    def red(self, e): return self.green if e == "go" else self.red
    def green(self, e): return {"stop": self.red, "slow": self.yellow}.get(e, self.green)
    def yellow(self, e): return self.red
    def __call__(self, *events):
        for e in events: self.log.append(f"{self.state.__name__}-{e}"); self.state = self.state(e)
        return self.state.__name__
l = Light(); print(l("go", "x", "slow", "any"), l.log, l.state == l.red, l.state is l.red)
def elevator():
    floor = 0
    while True:
        try: target = yield floor
        except ValueError as e: print("reset:", e); floor = 0; continue
        if target is None: continue
        step = 1 if target > floor else -1
        while floor != target:
            floor += step
            if (order := (yield f"passing {floor}")) == "stop": break
e = elevator(); print(next(e), e.send(3), e.send(None), e.send("stop"), e.send(1), e.send(None), e.throw(ValueError("alarm")), e.send(1)); e.close()
def toggle(names):
    it = iter(names)
    while True:
        try: n = next(it)
        except StopIteration: return "no more"
        if (yield n): yield "echo " + n
t = toggle("abc"); print(next(t), t.send(1), next(t), t.send(0), end=" ")
try: next(t); next(t)
except StopIteration as s: print(s.value)
