# AttributeError texts and attributes, and what was meant.
import sys
def t(text, ns=globals()):
    try:
        print(eval(text, ns))
    except Exception as e:
        print(text, "->", type(e).__name__, "|", e, "|", getattr(e, "name", None), "|", type(getattr(e, "obj", None)).__name__)
class C:
    attr = 1
    __slots__ = ("s",)
class D: pass
c, d = C(), D()
t("c.x"); t("c.s"); t("C.x"); t("d.x"); t("D.nope"); t("(5).foo"); t("'s'.foo"); t("None.foo"); t("[].foo"); t("{}.foo"); t("(1,).foo"); t("len.foo"); t("sys.foo"); t("t.foo"); t("(lambda: 0).foo"); t("(i for i in []).foo"); t("int.foo"); t("type.foo"); t("Exception().foo"); t("object().foo"); t("(1.5).foo"); t("b''.foo"); t("range(3).foo"); t("(...).foo"); t("c.attr.real.foo"); t("super(C, c).foo"); t("[].append.foo"); t("str.upper.foo"); t("(1).__add__.foo"); t("int.__add__.foo"); t("D.__dict__.foo"); t("{1}.foo"); t("1j.foo"); t("slice(1).foo"); t("True.foo"); t("NotImplemented.foo")
def x(text):
    try:
        exec(text)
        print("ok", text)
    except Exception as e:
        print(text, "->", type(e).__name__, "|", e)
x("c.y = 1"); x("del c.y"); x("del c.s"); x("c.attr = 2"); x("del c.attr"); x("del d.x"); x("del D.x"); x("(5).x = 1"); x("'s'.upper = 1"); x("None.x = 1"); x("[].append = 1"); x("int.x = 1"); x("del int.real"); x("len.x = 1"); x("object().x = 1"); x("(1).real = 5"); x("del (1).real"); x("d.__class__ = int"); x("del d.__class__"); x("d.__dict__ = 1"); x("range(3).start = 1"); x("slice(1).start = 2"); x("t.__code__ = 5"); x("D.__mro__ = ()"); x("D.__base__ = int"); x("(i for i in []).gi_frame = 1"); x("Exception().args = 5"); x("D.__dict__ = {}"); x("f = [].append; f.x = 1"); x("1j.real = 1"); x("(lambda: 0).__closure__ = 1")
e = AttributeError("msg", name="n", obj=5)
print(e, e.name, e.obj, e.args)
print(AttributeError().name, AttributeError("a", "b").args)
try:
    AttributeError("a", wrong=1)
except TypeError as err:
    print(err)
