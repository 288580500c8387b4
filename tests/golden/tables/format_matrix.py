values = [0, 7, -42, 123456789, 0.0, -1.5, 3.14159265, 1e20, 1e-7, "text", "", True, 2 + 3j]
for fill in ("", "*"):
    for align in ("", "<", ">", "^", "="):
        if fill and not align: continue
        for sign in ("", "+"):
            for width in ("", "08", "12"):
                for kind in ("", "d", "x", "f", ".2e", "g", "s", "%", ",", ".3"):
                    spec = fill + align + sign + width + kind
                    row = []
                    for v in values:
                        try: row.append(format(v, spec))
                        except ValueError as e: row.append("!" if len(str(e)) else "?")
                    print(repr(spec), row)
