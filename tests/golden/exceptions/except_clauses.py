def which(exc):
    try:
        raise exc
    except (KeyError, IndexError) as e: return "lookup pair", type(e).__name__
    except LookupError: return "lookup"
    except ArithmeticError as e: return "arith", e.args
    except Exception: return "exception"
    except: return "bare"
for x in (KeyError(1), IndexError, LookupError, ZeroDivisionError("z", 2), ValueError, KeyboardInterrupt, SystemExit(3), GeneratorExit, BaseException):
    print(which(x))
def t(f):
    try:
        print(f())
    except BaseException as e:
        print(type(e).__name__, e, "| context:", type(e.__context__).__name__)
def bad_class():
    try: 1 / 0
    except 5: pass
def bad_tuple():
    try: 1 / 0
    except (ValueError, "x"): pass
def bad_str():
    try: 1 / 0
    except str: pass
def not_evaluated():
    try: return "fine"
    except undefined_name: pass
def evaluated():
    try: 1 / 0
    except undefined_name: pass
def dyn():
    kinds = (ValueError,)
    try: raise ValueError
    except kinds: return "dynamic"
def nested_tuple():
    try: raise ValueError
    except ((KeyError,), ValueError): pass
def empty():
    try: 1 / 0
    except (): pass
for f in (bad_class, bad_tuple, bad_str, not_evaluated, evaluated, dyn, nested_tuple, empty):
    t(f)
def name_gone():
    e = "before"
    try: 1 / 0
    except ZeroDivisionError as e: pass
    try: return e
    except UnboundLocalError as err: return str(err)
print(name_gone())
def del_inside():
    try: 1 / 0
    except ZeroDivisionError as e: del e
    return "ok"
def rebind_inside():
    try: 1 / 0
    except ZeroDivisionError as e: e = 5
    return "e" in locals()
print(del_inside(), rebind_inside())
for bad in ("raise 5", "raise int", "raise None", "raise 'x'", "raise", "raise ValueError from 5", "raise ValueError from ValueError", "raise [ValueError]"):
    t(lambda: exec(bad))
class Meta(type):
    def __instancecheck__(c, o): return True
class Any(Exception, metaclass=Meta): pass
try:
    try: 1 / 0
    except Any: print("instancecheck used")
except ZeroDivisionError: print("instancecheck not used")
