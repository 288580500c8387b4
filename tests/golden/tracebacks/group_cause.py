try:
    raise ExceptionGroup("eg", [ValueError(1), TypeError("t")])
except* ValueError as e:
    raise KeyError("from handler") from e
