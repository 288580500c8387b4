# Fetch, decode, execute over ints and jumps; a peephole pass; a disassembler with formatting.
PUSH, ADD, SUB, MUL, JNZ, DUP, PRINT, HALT, STORE, LOAD, LT, JZ = range(12)
NAMES = [n for n, v in sorted(globals().items(), key=lambda kv: kv[1] if isinstance(kv[1], int) else -1) if n.isupper() and isinstance(v, int)]
ARGS = {PUSH, JNZ, STORE, LOAD, JZ}
class VM:
    def __init__(self, code, trace=False): self.code, self.pc, self.stack, self.vars, self.out, self.steps, self.trace = code, 0, [], {}, [], 0, trace
    def run(self, limit=10_000):
        while self.steps < limit:
            op = self.code[self.pc]; arg = self.code[self.pc + 1] if op in ARGS else None; self.pc += 1 + (op in ARGS); self.steps += 1
            if op == PUSH: self.stack.append(arg)
            elif op == ADD: b = self.stack.pop(); self.stack[-1] += b
            elif op == SUB: b = self.stack.pop(); self.stack[-1] -= b
            elif op == MUL: b = self.stack.pop(); self.stack[-1] *= b
            elif op == LT: b = self.stack.pop(); self.stack[-1] = int(self.stack[-1] < b)
            elif op == DUP: self.stack.append(self.stack[-1])
            elif op in (JNZ, JZ):
                if bool(self.stack.pop()) == (op == JNZ): self.pc = arg
            elif op == PRINT: self.out.append(self.stack.pop())
            elif op == STORE: self.vars[arg] = self.stack.pop()
            elif op == LOAD: self.stack.append(self.vars[arg])
            elif op == HALT: return self.out
            else: raise RuntimeError(f"bad opcode {op} at {self.pc - 1}")
        raise TimeoutError(f"{limit} steps")
def dis(code):
    i = 0
    while i < len(code):
        op = code[i]; yield f"{i:>3} {NAMES[op]:<6}{code[i + 1] if op in ARGS else ''}".rstrip(); i += 1 + (op in ARGS)
fact = [PUSH, 10, STORE, "n", PUSH, 1, STORE, "r", LOAD, "r", LOAD, "n", MUL, STORE, "r", LOAD, "n", PUSH, 1, SUB, DUP, STORE, "n", JNZ, 8, LOAD, "r", PRINT, HALT]
vm = VM(fact); print(vm.run(), vm.steps, vm.vars); print(*dis(fact), sep="\n")
loop = [PUSH, 0, STORE, "i", LOAD, "i", DUP, MUL, PRINT, LOAD, "i", PUSH, 1, ADD, DUP, STORE, "i", PUSH, 6, LT, JNZ, 4, HALT]; print(VM(loop).run())
for bad in ([99], [ADD], [PUSH, 1], [LOAD, "x", HALT], [PUSH, 1, JNZ, 0], []):
    try: print(VM(bad).run(100))
    except Exception as e: print(type(e).__name__, e)
def compile_expr(e):
    match e:
        case int(): return [PUSH, e]
        case str(): return [LOAD, e]
        case (op, a, b): return compile_expr(a) + compile_expr(b) + [{"+": ADD, "-": SUB, "*": MUL, "<": LT}[op]]
code = compile_expr(("+", ("*", 3, ("-", 10, 4)), ("<", 1, 2))) + [PRINT, HALT]; print(code, VM(code).run())
