# The same kind of work with every name global.
total = 0
i = 0
while i < 1500000:
    if i % 7 == 0:
        total += i
    i += 1
squares = 0
for k in range(1500000):
    squares = (squares + k * k) % 65521
print(total, squares)
