strings = ["", "a", "Hello World", "  pad ", "tab\tsep", "ÀéÎ", "x,y,,z", "123", "aXbXc", "\n\r\n", "ﬀ", "😀a"]
for s in strings:
    for name in "capitalize casefold lower upper swapcase title strip lstrip rstrip split rsplit splitlines isalnum isalpha isascii isdecimal isdigit isidentifier islower isnumeric isprintable isspace istitle isupper expandtabs encode".split(): print(name, ascii(s), ascii(getattr(s, name)()))
    for name in "find rfind count startswith endswith partition rpartition split rsplit strip lstrip rstrip removeprefix removesuffix".split():
        for arg in ("a", "X", ",", " ", "Hello", "zz", "\n"): print(name, ascii(s), ascii(arg), ascii(getattr(s, name)(arg)))
    for name in "ljust rjust center".split():
        for w in (0, 5, 12): print(name, ascii(s), w, ascii(getattr(s, name)(w)), ascii(getattr(s, name)(w, "*")), ascii(s.zfill(w)))
