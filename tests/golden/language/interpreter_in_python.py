# A Lisp in a page: reader, environments as chained dicts, special forms, tail recursion by a loop.
class Env(dict):
    def __init__(self, names=(), values=(), outer=None): super().__init__(zip(names, values)); self.outer = outer
    def find(self, n):
        e = self
        while e is not None:
            if n in e: return e
            e = e.outer
        raise NameError(f"unbound {n}")
class Lambda:
    def __init__(self, params, body, env): self.params, self.body, self.env = params, body, env
    def __call__(self, *a): return ev(self.body, Env(self.params, a, self.env))
def read(text):
    toks = text.replace("(", " ( ").replace(")", " ) ").replace("'", " ' ").split()[::-1]
    def one():
        t = toks.pop()
        if t == "(":
            out = []
            while toks[-1] != ")": out.append(one())
            toks.pop(); return out
        if t == "'": return ["quote", one()]
        if t == ")": raise SyntaxError("unexpected )")
        for kind in (int, float):
            try: return kind(t)
            except ValueError: pass
        return t
    while toks: yield one()
def ev(x, env):
    while True:
        match x:
            case str(): return env.find(x)[x]
            case ["quote", v]: return v
            case ["if", c, a, *b]: x = a if ev(c, env) else (b[0] if b else None)
            case ["define", [name, *ps], body]: env[name] = Lambda(ps, body, env); return None
            case ["define", name, v]: env[name] = ev(v, env); return None
            case ["set!", name, v]: env.find(name)[name] = ev(v, env); return None
            case ["lambda", ps, body]: return Lambda(ps, body, env)
            case ["let", binds, body]: env = Env([b[0] for b in binds], [ev(b[1], env) for b in binds], env); x = body
            case ["begin", *forms]:
                for f in forms[:-1]: ev(f, env)
                x = forms[-1]
            case [f, *args]:
                f, args = ev(f, env), [ev(a, env) for a in args]
                if isinstance(f, Lambda): x, env = f.body, Env(f.params, args, f.env)
                else: return f(*args)
            case _: return x
from functools import reduce
import operator as op
base = {"+": lambda *a: sum(a), "*": lambda *a: reduce(op.mul, a, 1), "-": lambda a, *b: a - sum(b) if b else -a, "<": op.lt, "=": op.eq, "car": lambda l: l[0], "cdr": lambda l: l[1:], "cons": lambda a, l: [a, *l], "null?": lambda l: l == [], "list": lambda *a: list(a), "map": lambda f, l: [f(v) for v in l], "nil": []}
env = Env(base, base.values())
src = """(define (fact n) (if (< n 2) 1 (* n (fact (- n 1))))) (fact 20) (define (loop n acc) (if (= n 0) acc (loop (- n 1) (+ acc n)))) (loop 5000 0)
(map (lambda (x) (* x x)) '(1 2 3)) (let ((a 2) (b 3)) (+ a b)) (define counter (let ((n 0)) (lambda () (begin (set! n (+ n 1)) n)))) (counter) (counter)
(define (fold f acc l) (if (null? l) acc (fold f (f acc (car l)) (cdr l)))) (fold + 0 '(1 2 3 4)) '(a (b c) 1.5) ((lambda (x y) (list y x)) 1 2) (if (< 2 1) 1)"""
for form in read(src):
    v = ev(form, env)
    if v is not None: print(v)
for bad in ("(foo)", "undefined", "(1 2)", "(car nil)", "(fact 'x)", ")", "(set! zz 1)"):
    try: print(ev(next(read(bad)), env))
    except Exception as e: print(bad, type(e).__name__, e)
