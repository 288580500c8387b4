def t(s, v):
    try: print(repr(s % v))
    except Exception as e: print(repr(s), type(e).__name__, e)
t("%s", 1); t("%s %s", (1, 2)); t("%d", 3.7); t("%i", True); t("%5d|%-5d|%05d", (1, 2, 3)); t("%+d % d", (1, 2)); t("%x %X %#x %#X %o %#o", (255,) * 6); t("%e %E %.2e", (12345.678,) * 3); t("%f %.1f %10.3f|%-10.1f|%+f", (3.14159,) * 5); t("%g %.2g %G %#g", (1e-10, 12345.6, 1e20, 1.0)); t("%c%c", ("A", 66)); t("%r %a", ("é", "é")); t("%%", ()); t("%s%%", 5); t("%.2s|%5.1s|%-5s|", ("abc", "xyz", "q")); t("%*d|%-*d|%.*f", (5, 1, 5, 2, 2, 3.14159)); t("%(a)s %(b)d", {"a": 1, "b": 2}); t("%(a)s %(a)r", {"a": "x", "unused": 1}); t("%ld %hd %Ld", (1, 2, 3)); t("%d", 10**30); t("%x", -255); t("%.5d", 42); t("%+.3d", 7); t("%010.3f", -3.14159); t("%s", (1,)); t("%s", [1, 2]); t("%s", ((1, 2),)); t("%s", {"a": 1}); t("%s %s", ([1], {2: 3})); t("abc", ()); t("abc", {}); t("abc", []) ; t("%#o", 0); t("%5%|", ()); t("%-05d|", 5); t("% 05d", 5); t("%+ d", 5); t("%.0f", 2.5); t("%.0f", 0.5); t("%f", float("nan")); t("%05f", float("inf")); t("%d", True); t("%s", None); t("%5s", True); t("%i", "5".__len__()); t("%u", 5)
t("%d", "5"); t("%d", None); t("%d", 1j); t("%x", 1.5); t("%o", "a"); t("%f", "x"); t("%c", "ab"); t("%c", -1); t("%c", 0x110000); t("%c", 1.5); t("%c", ""); t("%s %s", 1); t("%s %s", (1,)); t("%s", (1, 2)); t("abc", 1); t("abc", (1,)); t("%", 1); t("%z", 1); t("%(a)s", 1); t("%(a)s", {}); t("%(a", {}); t("%(a)", {"a": 1}); t("%*d", (1,)); t("%*d", ("a", 1)); t("%.*f", (1.5, 1.5)); t("%s %(a)s", {"a": 1}); t("%(a)s %s", {"a": 1}); t("%(a)s", (1,)); t("%d%%", "x"); t("%y", 5); t("%d", float("inf")); t("%d", float("nan")); t("%.99999999999d", 1); t("%99999999999999999999d", 1); t("%()s", {"": "empty key"}); t("%((a))s", {"(a)": "paren"}); t("%-", 1); t("é%é", 1)
class F:
    def __str__(self): return "str"
    def __repr__(self): return "repr"
    def __int__(self): return 5
    def __float__(self): return 2.5
    def __index__(self): return 7
t("%s %r %d %x %f %c", (F(), F(), F(), F(), F(), F()))
class M:
    def __getitem__(self, k): return k * 2
t("%(ab)s", M()); t("%s", M().__class__.__name__)
print(b"%d %s %b %a %x %c %5d" % (1, b"x", b"y", "é", 255, 65, 3), bytearray(b"%s") % b"q")
for a in (("%s", "str"), ("%b", 5), ("%c", 256), ("%d", "x")):
    try: print(a[0].encode() % a[1])
    except Exception as e: print(type(e).__name__, e)
