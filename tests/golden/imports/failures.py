import sys
def t(s):
    try: exec(s, {}); print("ok", s)
    except Exception as e: print(s, "->", type(e).__name__, str(e).split(" (/")[0])
t("import _broken"); print("_broken" in sys.modules); t("import _broken"); t("import _bad_syntax"); print("_bad_syntax" in sys.modules)
import _cyclic_a
print(_cyclic_a.x, _cyclic_a._cyclic_b.y, "_cyclic_b" in sys.modules)
import builtins
real = builtins.__import__
def spy(name, globals=None, locals=None, fromlist=(), level=0):
    if name.startswith("_al"): print("import", name, fromlist, level)
    return real(name, globals, locals, fromlist, level)
builtins.__import__ = spy
import _alpha; from _alpha import value, get; import _alpha as q
builtins.__import__ = real
print(__import__("_alpha").value, __import__("_alpha", fromlist=["value"]).__name__)
import importlib
print(importlib.import_module("_alpha") is q, importlib.reload(q) is q)
