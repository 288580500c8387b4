# Which part of each statement the carets mark.
import sys


def run(f):
    try:
        f()
    except Exception:
        sys.excepthook(*sys.exc_info())
    return run


@run
def assign():
    x = y = 1 + None


@run
def unpack():
    a, b = 1, 2, 3


@run
def store_attribute():
    None.b = 5


@run
def augmented_item():
    d = {}
    d["x"] += 1


@run
def delete_name():
    x = 1
    del x, x


@run
def delete_item():
    x = []
    del x[5]


@run
def for_value():
    for i in 5:
        pass


@run
def for_target():
    for a, b in [(1,)]:
        pass


@run
def with_value():
    with 5 as x:
        pass


@run
def assertion():
    assert 1 == 2, "message"


@run
def bare_assertion():
    assert (False
            or [])


@run
def raising():
    raise ValueError(
        "several lines"
    )


@run
def raise_from():
    raise ValueError("x") from KeyError()


@run
def raise_what():
    raise 5


@run
def importing():
    import nothing_here, math


@run
def import_from():
    from math import (
        nothing_here,
    )


@run
def class_base():
    class A(5): pass


@run
def class_metaclass():
    class A(metaclass=5):
        pass


@run
def decorated():
    @undefined
    def f(): pass


@run
def decorated_class():
    @len
    class B:
        pass


@run
def default():
    def f(a=1/0): pass


@run
def annotation():
    def f(a: 1/0 = 2): pass


@run
def if_test():
    if None + 1:
        pass


@run
def while_test():
    while [].x:
        pass


@run
def return_value():
    return (1 +
            None)


@run
def augmented_name():
    x = 1
    x += undefined


@run
def matching():
    class P: pass
    match P():
        case P(1): pass


@run
def match_subject():
    match undefined:
        case 1: pass


@run
def annotated():
    x: int = None + 1


@run
def call_lines():
    print(1,
          2,
          None.x)


@run
def append_lines():
    [].append(1,
              2)


@run
def except_type():
    try:
        1/0
    except 5:
        pass


@run
def star():
    x = [1,
         *5]


@run
def keywords():
    run(**5)


@run
def format_spec():
    return f"{1:{None}}" + f"{undefined!r}"


@run
def yielding():
    def g():
        yield 1 / 0
    list(g())


@run
def walrus():
    if (n := None.x) and n:
        pass


@run
def chained_calls():
    return ("a".upper()
               .lower()
               .missing()
               .upper())


@run
def comparison():
    return (1 < 2
            < "x")


@run
def subscript():
    return {"a": [1]}["a"][
        5
    ]


@run
def type_alias():
    type X = undefined
    X.__value__
