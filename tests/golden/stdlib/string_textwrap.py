import string, textwrap
print(string.ascii_letters, string.digits, string.hexdigits, string.punctuation, repr(string.whitespace), string.octdigits, string.capwords("hello  big world"), string.capwords("a-b", "-"), len(string.printable))
t = string.Template("$who likes ${what} $$5"); print(t.substitute(who="tim", what="kung"), t.safe_substitute(who="x"), t.template, t.is_valid(), t.get_identifiers())
def e(f):
    try: print(f())
    except Exception as x: print(type(x).__name__, x)
e(lambda: t.substitute(who=1)); e(lambda: string.Template("$").substitute()); e(lambda: string.Template("$ a").safe_substitute()); e(lambda: t.substitute({"who": 1}, what=2))
f = string.Formatter(); print(f.format("{} {a}", 1, a=2), list(f.parse("a{b!r:c}d{}")), f.vformat("{0}{x}", (1,), {"x": 2}))
class F(string.Formatter):
    def get_value(self, k, a, kw): return kw.get(k, f"<{k}>") if isinstance(k, str) else super().get_value(k, a, kw)
print(F().format("{missing} {0}", 5))
p = "The quick brown fox jumped over the lazy dog, and then it slept for a very-long-hyphenated-word-indeed."
print(textwrap.fill(p, 30)); print(textwrap.wrap(p, 20)); print(textwrap.shorten(p, 25), textwrap.shorten(p, 20, placeholder="...")); print(textwrap.dedent("  a\n   b\n  c\n"), textwrap.indent("a\n\nb\n", "> "), textwrap.indent("a\nb", "-", lambda l: "a" in l)); print(textwrap.wrap("abcdefghij", 4), textwrap.wrap("abcdefghij xy", 4, break_long_words=False), textwrap.fill("a b c", 3, initial_indent="* ", subsequent_indent="  "), textwrap.wrap(""), textwrap.wrap("a\tb  c", 80)); e(lambda: textwrap.wrap("a", 0))
