e = ValueError("with notes")
e.add_note("a note")
e.add_note("two\nlines")
e.__notes__.append(5)
raise e
