def make():
    errors = []
    for value in (0, "a"):
        try:
            1 / value
        except Exception as e:
            errors.append(e)
    errors.append(ExceptionGroup("inner", [KeyError("k"), OSError(2, "gone")]))
    return errors


raise ExceptionGroup("several things", make())
