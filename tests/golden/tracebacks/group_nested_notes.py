def worker(n):
    if n % 2:
        raise ValueError(f"odd {n}")
    raise KeyError(n)


errors = []
for i in range(4):
    try:
        worker(i)
    except Exception as e:
        e.add_note(f"task {i}")
        errors.append(e)
group = ExceptionGroup("tasks failed", errors)
group.add_note("on the group")
try:
    raise group
except* KeyError:
    print("keys handled", flush=True)
