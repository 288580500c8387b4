def t(f):
    try: print(repr(f()))
    except Exception as e: print(type(e).__name__, e)
l = [3, 1, 2]
l.append(5); l.extend((6, 7)); l.extend("ab"); l.insert(0, "first"); l.insert(-1, "before last"); l.insert(100, "end"); print(l)
print(l.pop(), l.pop(0), l.pop(-2), l); l.remove("a" if "a" in l else 5); print(l, l.index(1), l.index(2, 1), l.count(1)); l.reverse(); print(l); m = l.copy(); m.clear(); print(m, l)
t(lambda: [].pop()); t(lambda: [1].pop(5)); t(lambda: [1].pop("a")); t(lambda: [1].remove(2)); t(lambda: [1].index(2)); t(lambda: [1, 2].index(2, 0, 1)); t(lambda: [].append()); t(lambda: [].append(1, 2)); t(lambda: [].extend(5)); t(lambda: [].insert(1)); t(lambda: [].insert("a", 1)); t(lambda: [1, "a"].sort()); t(lambda: [].sort(1)); t(lambda: [1].sort(key=5)); t(lambda: [1].sort(foo=1)); t(lambda: [1].index()); t(lambda: [].count()); t(lambda: [].copy(1)); t(lambda: [].clear(1)); t(lambda: list(5)); t(lambda: list(1, 2)); t(lambda: list(a=1)); t(lambda: [1].index(1, "a")); t(lambda: [].pop(x=1))
print([1, 2] + [3], [1] * 3, 2 * [1, 2], [0] * -1, [1, 2] == [1, 2], [1, 2] < [1, 3], [] < [0], [1] != [2], 2 in [1, 2], [] or "empty", len([1, 2]), list("abc"), list(range(3)), list({1: 2}), list(), [*range(3)])
t(lambda: [1] + (2,)); t(lambda: [1] + 1); t(lambda: [1] * 1.5); t(lambda: [1] * [2]); t(lambda: [1] - [1]); t(lambda: [1] < (1,)); t(lambda: -[1]); t(lambda: [1] < [None]); t(lambda: hash([])); t(lambda: [1].foo)
l = [5, 2, 9]; print(l.sort(), l); l.sort(reverse=True); print(l); l.sort(key=lambda x: -x); print(l); w = ["bb", "a", "CC", "d"]; w.sort(key=str.lower); print(w); w.sort(key=len, reverse=True); print(w)
s = [(1, "b"), (0, "a"), (1, "a"), (0, "b")]; print(sorted(s, key=lambda p: p[0]), sorted(s, key=lambda p: p[0], reverse=True), sorted(s))
def mutate():
    l = [3, 2, 1]
    l.sort(key=lambda x: l.append(x) or x)
t(mutate)
def fails():
    l = [3, 1, "a", 2]
    try: l.sort()
    except TypeError as e: print(e, len(l))
fails()
def empty_inside():
    l = [2, 1]; seen = []
    l.sort(key=lambda x: seen.append(len(l)) or x)
    return seen, l
t(empty_inside)
l = [1, 2, 3]; l[1] += 5; l[0], l[2] = l[2], l[0]; print(l); l *= 2; print(l); l += "xy"; print(l); l.__init__([7]); print(l, l.__len__(), l.__contains__(7), l.__getitem__(0), l.__add__([1]), l.__eq__(5), l.__lt__([8]), l.__iadd__([2]), l.__imul__(2), l.__reversed__().__class__.__name__, l.__mul__(0), l.__sizeof__() > 0)
