print(input()); print(input("? ")); print(repr(input()))
import sys
print(repr(sys.stdin.readline())); print(next(sys.stdin)); print([l for l in sys.stdin][:2]); print(repr(sys.stdin.read()), repr(sys.stdin.readline()))
try: input()
except EOFError as e: print(repr(e))
