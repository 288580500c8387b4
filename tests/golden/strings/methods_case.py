for s in ("hello World", "ÀÉÎ straße", "ǆ ǅ", "ﬁne", "ıİ", "ΑΣ ΑΣΑ", "", "123abc", "it's o'clock", "a.b-c_d", "ŉ", "ß"):
    print(repr(s), [repr(f(s)) for f in (str.upper, str.lower, str.title, str.capitalize, str.swapcase, str.casefold)])
for s in ("abc", "ABC", "Abc Def", "abc1", "123", "½", "²", "٣", "一", " ", "\t\n", "", "a b", "_x", "1x", "é", "ǅ", "\u00a0", "\x00", "if", "A1", "Ⅷ", "\U0001F600", "\ud800"):
    print(ascii(s), *(int(getattr(s, m)()) for m in "isalpha isdigit isdecimal isnumeric isalnum isspace islower isupper istitle isidentifier isprintable isascii".split()))
print("a".isalpha.__name__)
for f in (lambda: "a".upper(1), lambda: "a".isalpha(1), lambda: str.upper(), lambda: str.upper(1), lambda: "a".title("x")):
    try: print(f())
    except TypeError as e: print(e)
