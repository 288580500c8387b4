def tak(x, y, z):
    if y >= x:
        return z
    return tak(tak(x - 1, y, z), tak(y - 1, z, x), tak(z - 1, x, y))

total = 0
for i in range(300):
    total += tak(18, 12, 6 + i % 2)
print(total)
