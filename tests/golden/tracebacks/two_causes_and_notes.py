def load(name):
    try:
        return {"a": 1}[name]
    except KeyError as e:
        e.add_note(f"while loading {name!r}")
        raise LookupError(f"no setting {name}") from e


try:
    load("zz")
except LookupError as e:
    e.add_note("first note")
    e.add_note("second\n  indented")
    raise SystemError("startup") from e
