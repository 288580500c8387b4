def matmul(a, b):
    n, m, p = len(a), len(b), len(b[0])
    result = []
    for i in range(n):
        row = []
        left = a[i]
        for j in range(p):
            total = 0.0
            for k in range(m):
                total += left[k] * b[k][j]
            row.append(total)
        result.append(row)
    return result

n = 190
a = [[(i * j) % 7 + 0.5 for j in range(n)] for i in range(n)]
b = [[(i + j) % 5 - 0.25 for j in range(n)] for i in range(n)]
c = matmul(a, b)
print(sum(map(sum, c)), c[3][4])
