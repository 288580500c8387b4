# A small stack language: parsing, dispatch by dict of methods, errors.
class MachineError(Exception): pass
class Machine:
    def __init__(self, out): self.stack, self.out, self.words = [], out, {}
    def run(self, text):
        tokens = iter(text.split())
        for tok in tokens:
            if tok == ":":
                name, body = next(tokens), []
                while (w := next(tokens)) != ";": body.append(w)
                self.words[name] = " ".join(body)
            elif tok in self.words: self.run(self.words[tok])
            elif hasattr(self, f"op_{tok}"): getattr(self, f"op_{tok}")()
            elif (f := self.binary.get(tok)): b, a = self.pop(), self.pop(); self.stack.append(f(a, b))
            else:
                try: self.stack.append(int(tok))
                except ValueError: raise MachineError(f"unknown word {tok!r}") from None
        return self
    def pop(self):
        if not self.stack: raise MachineError("stack empty")
        return self.stack.pop()
    def op_dup(self): self.stack.append(self.stack[-1])
    def op_swap(self): a, b = self.pop(), self.pop(); self.stack += [a, b]
    def op_show(self): self.out.append(self.pop())
    binary = {"+": lambda a, b: a + b, "-": lambda a, b: a - b, "*": lambda a, b: a * b, "/": lambda a, b: a // b}
out = []
m = Machine(out)
m.run("2 3 + show : square dup * ; 7 square show 10 4 - show 100 7 / show 1 2 swap - show")
print(out, m.stack, m.words)
for bad in ("+", "1 +", "foo", "1 0 /", ": unfinished 1 2"):
    try: Machine([]).run(bad)
    except (MachineError, ZeroDivisionError, StopIteration) as e: print(repr(bad), type(e).__name__, e, e.__suppress_context__)
