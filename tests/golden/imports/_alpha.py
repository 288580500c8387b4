"""Module alpha."""
print("alpha runs", __name__, __package__ == "")
value = 1
_hidden = 2
__dunder__ = 3
def get(): return value
def set(v):
    global value
    value = v
class Thing: pass
