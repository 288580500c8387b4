import _alpha
import _alpha as again
from _alpha import value, get as g, Thing
import _alpha, math as m, sys
print(_alpha is again, value, g(), Thing.__module__, _alpha.__name__, _alpha.__doc__, _alpha.__file__.rsplit("/", 1)[1], m.floor(2.5), _alpha._hidden)
_alpha.set(9); print(value, _alpha.value, g()); from _alpha import value; print(value)
from _alpha import *
print("_hidden" in globals(), "__dunder__" in globals(), callable(get), set.__module__)
print(sys.modules["_alpha"] is _alpha, repr(_alpha).split(" from ")[0], type(_alpha).__name__, sorted(n for n in dir(_alpha) if n[:2] != "__"), _alpha.__dict__ is vars(_alpha), _alpha.__package__ == "", _alpha.__spec__.name, _alpha.__loader__ is _alpha.__spec__.loader)
def local():
    import _alpha as x
    from _alpha import value as v
    return x.value, v, sorted(locals())
print(local())
_alpha.new = 5; del _alpha._hidden; print(_alpha.new, hasattr(_alpha, "_hidden"))
def t(s):
    try: exec(s, {}); print("ok", s)
    except Exception as e: print(s, "->", type(e).__name__, str(e).split(" (/")[0], getattr(e, "name", None))
t("import _nope"); t("import _alpha.sub"); t("from _alpha import nope"); t("from _nope import x"); t("import math.x"); t("from . import x"); t("from .x import y"); t("import _alpha as b; b.nope"); t("from _alpha import value, nope"); t("from sys import path"); t("import _alpha; del _alpha; _alpha"); t("import sys; sys.modules['_alpha'] = None; import _alpha"); t("import sys; sys.modules['_fake'] = 5; import _fake; print(_fake)"); t("from _fake import real, nope"); t("__import__('_nope.x')"); t("import ''"); 
del sys.modules["_alpha"]; import _alpha; print(_alpha is again)
class C:
    import math
    from math import pi
print(C.math.pi == C.pi, C().math.floor(1.5))
