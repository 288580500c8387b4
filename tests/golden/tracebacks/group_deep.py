e = ValueError("leaf")
for i in range(12):
    e = ExceptionGroup(f"level {i}", [e])
raise ExceptionGroup("wide", [e] + [KeyError(i) for i in range(20)])
