x = 5
if x is 5: print("is with a literal")
if x is not "a": print("is not")
assert (x, "always true")
print("invalid \d escape", b"\q", f"\w{x}")
def f():
    try: return 1
    finally: print("fine")
y = [1, 2] [0]
try: [(1, 2) (3, 4)]
except TypeError as e: print(e)
try: "abc" (1)
except TypeError as e: print(e)
print(1if x else 2)
