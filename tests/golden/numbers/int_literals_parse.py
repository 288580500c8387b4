def t(f, *a, **k):
    try: print(repr(f(*a, **k)))
    except Exception as e: print(type(e).__name__, e)
for s in ("0", "1_000", "0x1F", "0b101", "0o17", "0XFF", "0B1", "0O7", "0x_1", "00", "0_0", "1__0", "_1", "1_", "0x", "0b2", "0o8", "01", "1_000_000", "0b_1_0", "0xG", "1a", "0b1.5", "1.5.5", "1e", "1e+", "1_.5", "1._5", "0777", "0e0", "09.5", "1_000j", "5j", "0b", "0o", "1e5", "1E-5", ".5", "5.", "1e400", "-1e400", "1e-400", "12abc", "1__2", "0_7", "1.e1", "0b12", "0xF_", "1 .real", "1.real", "1..real", "9" * 50):
    try: print(s, "->", repr(eval(s)))
    except SyntaxError as e: print(s, "|", e.msg)
    except Exception as e: print(s, "|", type(e).__name__, e)
t(int); t(int, "5"); t(int, "  -5 \n"); t(int, "+7"); t(int, "1_000"); t(int, "ff", 16); t(int, "0xff", 16); t(int, "0xff", 0); t(int, "0b11", 0); t(int, "0o17", 0); t(int, "010", 0); t(int, "010"); t(int, "z", 36); t(int, "101", 2); t(int, "٣"); t(int, "１２"); t(int, b"12"); t(int, bytearray(b"7")); t(int, 3.9); t(int, -3.9); t(int, True); t(int, "-0"); t(int, "0", 0); t(int, "00", 0); t(int, "-0x1F", 0); t(int, "1" * 60); t(int, 1e20); t(int, "12", base=3); t(int, " 1")
for bad in ("", " ", "a", "1.5", "1 2", "--1", "1__0", "_1", "1_", "0x", "0xg", "é", "+", "- 1", "1e5", "\x00", "1\x00", b"x", b"", "٣x"): t(int, bad)
for bad in (("5", 1), ("5", 37), ("5", -1), ("2", 2), ("z", 35), (5, 10), (5.5, 10), ("5", "10"), ("5", 1.5), ("0x", 0), ("1_", 0), ("0b2", 0), (None,), ([],), (1j,), (float("nan"),), (float("inf"),), (float("-inf"),), ("5", 10, 3), ("9" * 5, 8)): t(int, *bad)
t(int, x=5); t(int, base=10); t(int, "5", bass=10); t(int, "9" * 4301); t(str, 10**4300); t(int, "1" * 4300 + "z")
print(bool(), float(), complex(), int.from_bytes(b"\x01\x00"), (10**4299 > 0))
