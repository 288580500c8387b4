import sys
print("to stdout"); print("to stderr", file=sys.stderr); sys.stdout.write("written\n"); sys.stderr.write("err written\n")
print(sys.stdout.write("n\n"), sys.stdout.writable(), sys.stdout.name, sys.stderr.name, sys.stdin.name, sys.stdout.encoding, sys.stdout.fileno(), sys.stdout.closed)
print("é😀", repr("é"), "\x00".encode()); sys.stdout.flush()
class Tee:
    def __init__(self): self.out = []
    def write(self, s): self.out.append(s)
    def flush(self): self.out.append("<flush>")
old = sys.stdout; sys.stdout = tee = Tee(); print("captured", 1, sep="-"); print("x", flush=True); sys.stdout = old; print(tee.out)
sys.stdout = None; print("dropped"); sys.stdout = old
del sys.stdout
try: print("lost")
except RuntimeError as e: old.write(f"{e}\n")
sys.stdout = old
sys.stdout.writelines(["a\n", "b\n"])
try: sys.stdout.write(5)
except TypeError as e: print(e)
try: sys.stdout.write(b"x")
except TypeError as e: print(e)
try: print("\ud800")
except UnicodeEncodeError as e: print(e)
print(sys.stdin.read(), repr(sys.stdin.readline()))
try: input("prompt> ")
except EOFError as e: print(); print(e)
sys.stdout.buffer.write(b"raw bytes\n"); sys.stdout.buffer.flush()
print(sys.__stdout__ is sys.stdout, sys.stdout.isatty(), sys.stdout.errors, sys.stderr.errors)
print(*range(3), sep="", end="|\n"); print("tab\there", "nl\\n", r"raw\n"); print("a" * 100000 == "x", len("a" * 100000))
