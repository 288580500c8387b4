import builtins
x = 1
def read(): return x
def loop():
    out = []
    for i in range(4):
        out.append(read())
        if i == 1: globals()["x"] = "changed"
        if i == 2: exec("x = 'exec'", globals())
    return out
print(loop())
def use_len(): return len([1, 2])
print(use_len()); builtins.len = lambda v: "replaced"; print(use_len()); globals()["len"] = lambda v: "global"; print(use_len()); del globals()["len"]; print(use_len()); del builtins.len
try: use_len()
except NameError as e: print(e)
print("still here", [].__len__())
