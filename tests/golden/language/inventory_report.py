from collections import namedtuple, Counter, defaultdict
Item = namedtuple("Item", "sku name price qty tags", defaults=[()])
stock = [Item("A1", "Widget", 2.5, 100, ("small", "metal")), Item("B2", "Gadget", 19.99, 5, ("metal",)), Item("C3", "Doohickey", 0.75, 0), Item("D4", "Thingamajig", 149.0, 2, ("large",))]
print(f"{'SKU':<5}{'Name':<14}{'Price':>10}{'Qty':>6}{'Value':>12}"); print("-" * 47)
total = 0
for sku, name, price, qty, tags in stock:
    total += (value := price * qty)
    print(f"{sku:<5}{name:<14}{price:>10,.2f}{qty:>6d}{value:>12,.2f}" + (f"  {'/'.join(tags)}" if tags else "  (no tags)"))
print(f"{'Total':<19}{'':>16}{total:>12,.2f}", f"{total:.3e}", f"{len(stock):03}")
by_tag = defaultdict(list)
for it in stock:
    for tag in it.tags or ("none",): by_tag[tag].append(it.name)
print({k: sorted(v) for k, v in sorted(by_tag.items())}, Counter(t for i in stock for t in i.tags).most_common())
print(max(stock, key=lambda i: i.price).name, min(stock, key=lambda i: (i.qty, i.name)).sku, sorted(stock, key=lambda i: -i.qty)[0].sku, [i.sku for i in stock if not i.qty], any(i.price > 100 for i in stock), all(i.sku.isalnum() for i in stock), sum(i.qty for i in stock), {i.sku: i._replace(qty=i.qty - 1).qty for i in stock if i.qty})
low = [i for i in stock if 0 < i.qty < 10]; print(*(f"{i.name!r:>15} x{i.qty}" for i in low), sep="\n")
def reorder(items, *, threshold=10, amount=lambda i: 20 - i.qty):
    return {i.sku: n for i in items if i.qty < threshold and (n := amount(i)) > 0}
print(reorder(stock), reorder(stock, threshold=1), reorder(stock, amount=lambda i: 1))
def parse(line):
    sku, name, price, *rest = (p.strip() for p in line.split(";"))
    qty, tags = (int(rest[0]) if rest and rest[0] else 0), tuple(rest[1].split("+")) if len(rest) > 1 else ()
    return Item(sku, name, float(price), qty, tags)
for line in ("E5; Gizmo; 3.20; 7; a+b", "F6;Bolt;0.1", "G7;Nut;x;1", "H8;OnlyName", ""):
    try: print(parse(line))
    except (ValueError, IndexError) as e: print(repr(line), type(e).__name__, e)
discount = {range(0, 10): 0, range(10, 50): .05, range(50, 10**6): .1}
print([next(d for r, d in discount.items() if i.qty in r) for i in stock], [round(i.price * (1 - next(d for r, d in discount.items() if i.qty in r)), 2) for i in stock])
hist = Counter(len(i.name) for i in stock); print("\n".join(f"{k:>2} {'#' * v}" for k, v in sorted(hist.items()))); a, *_, z = stock; print(a.name, z.name, stock[1:3][0].sku, stock.index(z), a in stock, a == Item("A1", "Widget", 2.5, 100, ("small", "metal")))
