e = ValueError("x")
print(hasattr(e, "__notes__"))
e.add_note("first"); e.add_note("second")
print(e.__notes__, e, repr(e))
for bad in (5, None, b"x"):
    try: e.add_note(bad)
    except TypeError as err: print(err)
e.__notes__ = "not a list"
try: e.add_note("z")
except TypeError as err: print(err)
e.__notes__ = []
e.add_note("again")
print(e.__notes__, e.__dict__)
try: e.add_note()
except TypeError as err: print(err)
class Own(Exception):
    def __init__(self, a, b=2):
        self.a, self.b = a, b
o = Own(1)
print(o.args, str(o), repr(o), o.a, o.b, Own(1, b=3).args)
class Str(Exception):
    def __str__(self): return "own str"
print(Str(), repr(Str(5)), f"{Str()}")
print(ValueError(), ValueError(1), ValueError(1, 2), repr(ValueError()), repr(ValueError("a", 1)), str(KeyError("k")), str(KeyError()), str(KeyError(1, 2)), repr(KeyError("k")))
e = Exception(1, 2, x := 3)
print(e.args, x); e.args = [4]; print(e.args, e)
e.__setstate__({"q": 5}); print(e.q)
print(e.with_traceback(None) is e, e.__traceback__)
print(e.__reduce__())
print(Exception.__new__(ValueError, 1).args, BaseException(7).args)
try: ValueError(a=1)
except TypeError as err: print(err)
try: Own()
except TypeError as err: print(err)
class NewArgs(Exception):
    def __new__(cls, *a): return super().__new__(cls, "from new")
print(NewArgs(1, 2).args, ValueError("a") == ValueError("a"), e == e, hash(e) == hash(e))
