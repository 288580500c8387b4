def half(x):
    return 1 // x


print([half(x) for x in (1, 2)])
print([half(i) for i in range(3) if half(i + 1) >= 0 and half(i)])
