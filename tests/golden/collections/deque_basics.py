from collections import deque
def t(f):
    try: print(repr(f()))
    except Exception as e: print(type(e).__name__, e)
d = deque([1, 2, 3]); d.append(4); d.appendleft(0); d.extend("ab"); d.extendleft("xy"); print(d, len(d), d[0], d[-1], d.pop(), d.popleft(), d, list(reversed(d)), 2 in d, d.count(2), d.index(3), bool(deque()))
d.rotate(2); print(d); d.rotate(-3); print(d); d.rotate(); print(d); d.reverse(); print(d); d.insert(2, "ins"); print(d); d.remove("ins"); print(d); d[0] = "set"; del d[1]; print(d, d.copy(), d.maxlen); d.clear(); print(d)
m = deque("abc", 3); m.append("d"); print(m, m.maxlen); m.appendleft("z"); print(m); m.extend("123456"); print(m, deque(maxlen=0), deque([1, 2, 3], maxlen=2), deque(range(3)) + deque([9]), deque([1]) * 3, 2 * deque("a"), deque([1, 2], 3) * 2)
print(deque([1, 2]) == deque([1, 2]), deque([1]) == [1], deque([1]) < deque([2]), deque([1, 2]) >= deque([1]), deque("ab") != deque("a"), list(deque("xy")), sorted(deque([2, 1])), [*deque([1])], sum(deque([1, 2])), deque(deque([1])), deque({1: 2}), deque())
d = deque([1, 2]); d += [3]; d *= 2; print(d); d.append(d); print(d)
t(lambda: deque().pop()); t(lambda: deque().popleft()); t(lambda: deque()[0]); t(lambda: deque([1])[5]); t(lambda: deque([1])["a"]); t(lambda: deque([1])[0:1]); t(lambda: deque(5)); t(lambda: deque([1], -1)); t(lambda: deque([1], "a")); t(lambda: deque([1], 2, 3)); t(lambda: deque([1]).remove(2)); t(lambda: deque([1]).index(2)); t(lambda: deque([1], 1).insert(0, 5)); t(lambda: hash(deque())); t(lambda: deque([1]) + [1]); t(lambda: deque([1]) * "a"); t(lambda: deque([1]) < [1]); t(lambda: deque().append()); t(lambda: deque().rotate("a")); t(lambda: deque([1]).__setitem__(5, 1)); t(lambda: deque().extend(5)); t(lambda: deque(a=1)); t(lambda: setattr(deque(), "maxlen", 5)); t(lambda: deque().foo); t(lambda: deque([1]).__delitem__(3))
def grow():
    d = deque([1, 2, 3])
    for x in d: d.append(x)
t(grow)
it = iter(deque("ab")); print(next(it), it.__length_hint__(), list(it), type(it).__name__, type(reversed(deque())).__name__)
q = deque()
for i in range(5000):
    q.append(i)
    if i % 3 == 0: q.popleft()
print(len(q), q[0], q[-1], q[1000], sum(q), q.index(4000)); q.rotate(1234); print(q[0], q[-1]); del q[100]; q.insert(50, -1); print(len(q), q[50], q[100])
class S(deque): pass
print(S([1]), type(S([1]).copy()), type(S([1]) + S([2])), S("ab", maxlen=1), deque[int], deque([1]).__class__.__name__)
