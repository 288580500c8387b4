# The names each built-in type has.
import builtins
for t in (object, type, int, bool, float, complex, str, bytes, bytearray, list, tuple, dict, set, frozenset, range, slice, property, staticmethod, classmethod, super, memoryview, enumerate, zip, map, filter, reversed, type(None), type(...), type(NotImplemented), BaseException, Exception, OSError, StopIteration, SyntaxError, UnicodeDecodeError, ImportError, AttributeError, NameError, ExceptionGroup, SystemExit):
    own = [n for n in sorted(vars(t)) if n not in ("__doc__",)]
    print(t.__name__, len(dir(t)), *own)
