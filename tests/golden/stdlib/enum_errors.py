# What enumerations refuse, in which words.
import enum
from enum import *


def attempt(source):
    space = {"Color": Color, "Old": Old, "IMPORT": enum}
    try:
        exec("from enum import *\n" + source, space)
    except BaseException as error:
        # A set of classes is in the order of their addresses.
        text = str(error).replace("{<class 'str'>, <class 'int'>}", "{<class 'int'>, <class 'str'>}")
        print(type(error).__name__, "|", text, "|", repr(error.__context__), getattr(error, "__notes__", None))
    else:
        print("fine:", source.splitlines()[-1])


class Color(Enum):
    RED = 1
    GREEN = 2


class Old(Enum):
    A = 1

    @classmethod
    def _missing_(cls, value):
        if value == 2:
            return 3
        if value == 3:
            raise KeyError(3)
        if value == 4:
            return cls.A
        if value == 5:
            raise ValueError("own words")


for source in (
    "Color(9)", "Color()", "Color(1, 2)", "Color['X']", "Color[1]", "Color.X", "Color.value", "Color.RED < Color.GREEN",
    "Color.RED = 5", "del Color.RED", "del Color.nothing", "Color.RED.value = 3", "del Color.RED.name",
    "Color.other = 5", "Color.RED.other = 5", "type('Sub', (Color,), {})", "class Sub(Color): pass",
    "class Sub(Color):\n B = 1", "Color([])", "Color('RED')", "Old(2)", "Old(3)", "Old(4)", "Old(5)", "Old(6)",
    "Enum('X')", "Enum()", "Enum(1)", "Color.RED()", "Color.RED._add_alias_('GREEN')",
    "Color.RED._add_value_alias_(2)", "Color.RED._add_value_alias_(1)",
    "class A(Enum):\n _bad_ = 1", "class A(Enum):\n x = 1\n x = 2", "class A(Enum):\n x = 1\n def x(self): pass",
    "class A(Enum):\n def x(self): pass\n x = 1",
    "class A(Enum):\n x = auto()\n def _generate_next_value_(n, s, c, l): return 3",
    "class A(Enum):\n c = 1\n _ignore_ = 'c'", "class A(Enum):\n mro = 1",
    "class A(Enum):\n _order_ = 'b a'\n a = 1\n b = 2",
    "class A(Enum, int):\n a = 1", "class A(Enum):\n a = 'x'\n b = auto()", "class A(Enum):\n a = 'x'\n c = 1\n b = auto()",
    "class A(Flag):\n a = 'x'\n b = auto()", "class A(IntEnum):\n a = 'x'", "class A(StrEnum):\n a = 1",
    "class A(StrEnum):\n a = '1', '2', '3', '4'", "class A(StrEnum):\n a = b'1', 2", "class A(StrEnum):\n a = b'1', 'ascii', 2",
    "class A(Enum):\n a = 1\n def __init__(self, v, w): pass", "class A(Enum, word=1):\n a = 1",
    "class A(Enum):\n def __new__(cls, v): return super().__new__(cls, v)\n a = 1",
    "class A(Enum):\n def __new__(cls, v): raise LookupError('mine')\n a = 1",
    "@unique\nclass A(Enum):\n a = 1\n b = 1\n c = 2\n d = 2", "@verify(UNIQUE)\nclass A(Enum):\n a = 1\n b = 1\n c = 1",
    "@verify(CONTINUOUS)\nclass A(Enum):\n a = 1\n b = 4", "@verify(CONTINUOUS)\nclass A(Flag):\n a = 1\n b = 8",
    "@verify(NAMED_FLAGS)\nclass A(Flag):\n a = 1\n b = 8\n c = 6", "@verify(NAMED_FLAGS)\nclass A(Flag):\n a = 1\n c = 6\n d = 9",
    "@verify(UNIQUE, CONTINUOUS, NAMED_FLAGS)\nclass A(Flag):\n a = 1\n b = 2\n c = 3",
    "Enum('A', 5)", "Enum('A', 'a a')", "Enum('A', ['a', 'a'])", "class A(Enum):\n value = property(lambda s: 1)\nA.value",
):
    attempt(source)


class Bad:
    @enum.property
    def x(self):
        return 1


class Slot(Bad, Enum):
    A = 1


for action in (lambda: Slot.x, lambda: Slot.A.x, lambda: setattr(Slot.A, "x", 1), lambda: delattr(Slot.A, "x")):
    try:
        print(action())
    except AttributeError as error:
        print("AttributeError", error)
