from _alpha import *
import _alpha as a
__all__ = ["shown", "late"]
shown, hidden = 1, 2
def __getattr__(name):
    if name == "dynamic": return "made"
    if name == "late": return "late"
    raise AttributeError(f"beta has no {name}")
def __dir__(): return ["dynamic", "shown"]
