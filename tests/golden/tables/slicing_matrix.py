seqs = [[0, 1, 2, 3, 4], (0, 1, 2, 3, 4), "abcde", b"abcde", range(5)]
marks = [None, 0, 1, -1, 4, -7, 9]
for lo in marks:
    for hi in marks:
        for step in (None, 1, 2, -1, -2, 7):
            s = slice(lo, hi, step)
            row = [q[s] for q in seqs]
            assert list(row[0]) == list(row[1]) == list(row[4])
            print(lo, hi, step, row[0], row[2], row[3].decode(), row[4])
