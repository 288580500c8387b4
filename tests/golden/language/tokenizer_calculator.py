import operator
def tokenize(text):
    i = 0
    while i < len(text):
        c = text[i]
        if c.isspace(): i += 1; continue
        if c.isdigit() or c == ".":
            j = i
            while j < len(text) and (text[j].isdigit() or text[j] == "."): j += 1
            yield "num", float(text[i:j]) if "." in text[i:j] else int(text[i:j]); i = j
        elif c.isalpha():
            j = i
            while j < len(text) and text[j].isalnum(): j += 1
            yield "name", text[i:j]; i = j
        elif text[i:i + 2] in ("**", "//", "=="): yield "op", text[i:i + 2]; i += 2
        else: yield "op", c; i += 1
    yield "end", None
LEVELS = [{"==": operator.eq}, {"+": operator.add, "-": operator.sub}, {"*": operator.mul, "/": operator.truediv, "//": operator.floordiv, "%": operator.mod}]
class Parser:
    def __init__(self, text, names): self.toks, self.names = list(tokenize(text)), names; self.i = 0
    @property
    def tok(self): return self.toks[self.i]
    def take(self, *ops):
        kind, v = self.tok
        if kind == "op" and v in ops: self.i += 1; return v
    def expr(self, level=0):
        if level == len(LEVELS): return self.power()
        left = self.expr(level + 1)
        while op := self.take(*LEVELS[level]): left = LEVELS[level][op](left, self.expr(level + 1))
        return left
    def power(self):
        base = self.unary()
        return base ** self.power() if self.take("**") else base
    def unary(self): return -self.unary() if self.take("-") else self.atom()
    def atom(self):
        match self.tok:
            case "num", v: self.i += 1; return v
            case "name", n:
                self.i += 1
                if self.take("("):
                    args = []
                    while not self.take(")"): args.append(self.expr()); self.take(",")
                    return self.names[n](*args)
                return self.names[n]
            case "op", "(":
                self.i += 1; v = self.expr()
                if not self.take(")"): raise SyntaxError(f"expected ) at {self.i}")
                return v
            case kind, v: raise SyntaxError(f"unexpected {kind} {v!r}")
    def all(self):
        v = self.expr()
        if self.tok[0] != "end": raise SyntaxError(f"trailing {self.tok}")
        return v
names = {"x": 10, "max": max, "pi": 3.14159, "sum": lambda *a: sum(a)}
for src in ("1 + 2 * 3", "(1 + 2) * 3", "2 ** 3 ** 2", "-2 ** 2", "10 / 4", "10 // 4 % 2", "max(1, x, 5) - 1", "sum()", "2 * pi", "1 == 1.0", "1 +", "(1", "1 2", "nope", "max(", ")", "1 / 0", "max()", "x(1)", ""):
    try: print(src, "=", Parser(src, names).all())
    except Exception as e: print(src, "->", type(e).__name__, e)
