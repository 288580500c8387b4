import json
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
d = {"a": 1, "b": [1.5, True, None, "é\n\"q\""], "c": {"d": {}}, "e": [], 1: 2, None: 3, True: 4, 1.5: 5}
print(json.dumps(d)); print(json.dumps(d, indent=2)); print(json.dumps([1, [2]], indent="\t"), json.dumps({"b": 1, "a": 2}, sort_keys=True), json.dumps("é😀"), json.dumps("é", ensure_ascii=False), json.dumps([1, {"a": 2}], separators=(",", ":")), json.dumps((1, 2)), json.dumps(float("inf")), json.dumps(float("nan")), json.dumps(10**30), json.dumps(1e-7), json.dumps("\x00\x1f\u2028/"))
for s in ('{"a": [1, 2.5, -3e2, true, false, null, "x\\u00e9\\n"]}', "[]", " 1 ", '"a"', "NaN", "-Infinity", "1E400", "123456789012345678901234567890", '{"a": 1, "a": 2}', '"\\ud83d\\ude00"', "{}", "[[[]]]", "-0", "-0.0", "1.0"): print(repr(json.loads(s)))
for s in ("", "{", "[1,]", "{'a': 1}", '{"a" 1}', '{"a": 1,}', "nul", '"abc', "01", "1 2", '{"a": }', "[1 2]", '"\\x"', '"a\nb"', "tru", "+1", ".5", "1.", "{1: 2}", '{"a": 1} x', '"\\u12"', "\ufeff1"): t(lambda: json.loads(s))
class C: pass
t(lambda: json.dumps(C)); t(lambda: json.dumps({1, 2})); t(lambda: json.dumps({(1,): 2})); t(lambda: json.dumps({(1,): 2}, skipkeys=True)); t(lambda: json.dumps(float("nan"), allow_nan=False)); t(lambda: json.dumps({1, 2}, default=sorted)); t(lambda: json.loads("1.5", parse_float=str)); t(lambda: json.loads('{"a": 1}', object_hook=lambda o: sorted(o))); t(lambda: json.loads('{"b": 1, "a": 2}', object_pairs_hook=list)); t(lambda: json.loads(5)); t(lambda: json.loads(b'"x"'))
l = []; l.append(l); t(lambda: json.dumps(l)); r = {}; r["r"] = r; t(lambda: json.dumps(r))
class E(json.JSONEncoder):
    def default(self, o): return {"__set__": sorted(o)} if isinstance(o, set) else super().default(o)
print(json.dumps([{2, 1}], cls=E)); t(lambda: json.dumps(1j, cls=E)); t(lambda: json.dumps([1j]))
import io
f = io.StringIO(); json.dump([1, {"k": "v"}], f); f.seek(0); print(f.getvalue(), json.load(f))
try: json.loads('{"a":\n  bad}')
except json.JSONDecodeError as e: print(e.msg, e.pos, e.lineno, e.colno, e.doc == '{"a":\n  bad}')
