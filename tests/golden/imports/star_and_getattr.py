import _beta
print(_beta.dynamic, _beta.value, _beta.a.value, dir(_beta)); 
try: _beta.nope
except AttributeError as e: print(e)
from _beta import *
print(shown, late, "hidden" in globals(), "value" in globals())
from _beta import dynamic, hidden
print(dynamic, hidden)
try: from _beta import missing
except ImportError as e: print(type(e).__name__, str(e).split(" (")[0])
_beta.__all__ = ["shown", "nope"]
try: exec("from _beta import *", {})
except AttributeError as e: print(e)
_beta.__all__ = [1]
try: exec("from _beta import *", {})
except TypeError as e: print(e)
_beta.__all__ = "ab"
try: exec("from _beta import *", {})
except AttributeError as e: print(e)
del _beta.__all__
ns = {}; exec("from _beta import *", ns); print(sorted(k for k in ns if k[:2] != "__"))
import types
m = types.ModuleType("made", "doc of made"); m.x = 1; print(m, m.__doc__, m.x, m.__name__, m.__spec__, sorted(m.__dict__))
import sys; sys.modules["made"] = m
from made import x as made_x; import made; print(made_x, made is m)
class Mod(types.ModuleType):
    @property
    def prop(self): return "property"
_beta.__class__ = Mod; print(_beta.prop)
for f in (lambda: types.ModuleType(), lambda: types.ModuleType(5), lambda: m.nope, lambda: types.ModuleType("a").__getattr__, lambda: setattr(m, "__dict__", {}), lambda: setattr(_beta, "__class__", int)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
m.__getattr__ = lambda n: n * 2; print(m.anything); m.__name__ = "renamed"; print(m); del m.__name__; print(repr(m)[:12])
