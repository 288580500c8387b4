print("package init", __name__, __package__, [p.rsplit("/", 1)[-1] for p in __path__], __file__.rsplit("/", 2)[-2:])
from . import sub as renamed
from .sub import name, up
from .inner import deep
__version__ = "1.0"
__all__ = ["name", "other"]
