def t(s):
    try: print(s, "->", repr(eval(s)))
    except SyntaxError as e: print(s, "|", e.msg)
    except Exception as e: print(s, "|", type(e).__name__, e)
for s in ("str()", "str(5)", "str(1.0)", "str(None)", "str([1, 'a'])", "str(b'x')", "str(b'x', 'ascii')", "str(object='a')", "str(1, 2)", "str('a', 'b')", "str(a=1)", "chr(65)", "chr(0x1F600)", "chr(-1)", "chr(0x110000)", "chr('a')", "ord('a')", "ord('é')", "ord('ab')", "ord('')", "ord(5)", "ord(b'a')", "ord(bytearray(b'ab'))", "ascii('é')", "ascii('\\n')", "repr('\\x41')"): t(s)
for s in (r"'\x4'", r"'\xzz'", r"'\u12'", r"'\U00110000'", r"'\N{no such name}'", r"'\N'", r"'\N{'", r"b'\x4'", r"b'é'", "'abc", '"abc', "'''abc", "'a\nb'", r"'\ud800'", "ur'x'", "rb'\\x'", "Rb'x'", "bR'x'", "br'\\'", r"r'\'", r"r'\''", "''''a'''", "''''", "'' ''", "'a' b'b'", "'a' 'b' \"c\"", "('a'\n'b')", "u'a' 'b'", "b'a' b'b'", "'\\\n'", "'\\'", "$", "'a' % 'b' 'c'", "'\\N{BULLET}'", "'\\N{bullet}'", "'\\N{LATIN SMALL LETTER A WITH ACUTE}'", "'\\0'"):
    t(s)
