import sys, __main__
print(__main__ is sys.modules[__name__], __main__.__name__, "script_main.py" in __file__, __spec__, __package__)
x = 5
print(__main__.x)
if __name__ == "__main__": print("main guard")
def f(): return __name__
print(f(), f.__module__)
class C: pass
print(C.__module__, C, repr(C()).split(" at ")[0])
__main__.added = "from outside"; print(added)
del sys.modules["__main__"]
print(__name__, x)
