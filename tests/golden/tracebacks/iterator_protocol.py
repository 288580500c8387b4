class Bad:
    def __iter__(self):
        return self

    def __next__(self):
        raise RuntimeError("next failed")


total = 0
for value in Bad():
    total += value
