# What may go wrong in the call itself.
def t(text):
    try:
        print(eval(text))
    except Exception as error:
        print(text, "->", type(error).__name__, error)

def f(*args, **kwargs): return args, kwargs
class C:
    def m(self, **k): pass
    def __repr__(self): return "C"
c = C()
nothing, one, text, items = None, 1, "abc", []

t("f(*1)")
t("f(**1)")
t("f(**[])")
t("f(*None)")
t("f(1, *[2], *3)")
t("f(**{1: 2})")
t("f(a=1, **{'a': 2})")
t("f(**{'a': 1}, **{'a': 2})")
t("f(**{'a': 1}, a=2)")
t("c.m(a=1, **{'a': 2})")
t("c.m(*5)")
t("len(*3)")
t("print(**3)")
t("(lambda a: a)(**{'a': 1, 2: 3})")
t("nothing()")
t("one()")
t("text()")
t("items(1)")
t("c()")
t("c.nothing()")
t("f.x()")
t("undefined(1)")
t("f(undefined)")
t("f(*'ab', **dict(x=1))")
t("f(*{'k': 1})")
t("f(*(i for i in range(3)))")
t("f(*map(str, (1, 2)))")
t("dict(**{'a b': 1})")
t("int('x')")
t("object(1)")
t("C(1)")
t("C(a=1)")
t("(1).real()")
t("f(*[1], **{'b': [2]})")
