x = 1.0
for i in range(120):
    x = (x * 1.7320508075688772 + i) % 1e5 or 1.0
    for e in (-300, -20, -5, 0, 3, 11, 17, 250):
        v = x * 10.0 ** e
        print(repr(v), f"{v:.3g} {v:e} {v:.0f}" if abs(v) < 1e30 else f"{v:.6e}", float(repr(v)) == v)
