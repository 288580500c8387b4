# Names and attributes that were nearly right: the report makes the suggestion, not the message.
import sys
def shown(f):
    try: f()
    except Exception:
        sys.excepthook(*sys.exc_info())
value, counter, lenght = 1, 2, 3
class Shape:
    colour = 1
    def __init__(self): self.width = 1
    def area(self): return widht
    def method(self): return method
    def other(self): return self.widht
    def cls(self): return colour
def local():
    variable = 1
    return varable
shown(lambda: valeu)
shown(lambda: conter)
shown(lambda: pritn)
shown(lambda: Shape().widht)
shown(lambda: Shape().colr)
shown(lambda: Shape().aera())
shown(local)
shown(lambda: Shape().method())
shown(lambda: Shape().other())
shown(lambda: Shape().cls())
shown(lambda: sys.exti)
shown(lambda: "".uper())
shown(lambda: [].apend)
shown(lambda: {}.itmes)
shown(lambda: zzzzzz)
shown(lambda: Shape.colr)
shown(lambda: (1).rael)
shown(lambda: None.foo)
shown(lambda: x)
shown(lambda: Vale)
shown(lambda: ValueErorr)
shown(lambda: length)
shown(lambda: Shape().a)
shown(lambda: int.from_byte)
shown(lambda: time)
shown(lambda: math.pi)
shown(lambda: os)
shown(lambda: json.x)
shown(lambda: self)
shown(lambda: true)
shown(lambda: null)
shown(lambda: none)
def imports(s):
    try: exec(s)
    except Exception:
        sys.excepthook(*sys.exc_info())
imports("from math import sine")
imports("from collections import defaultdic")
imports("from math import zzz")
imports("import maht")
imports("from sys import exti as e")
