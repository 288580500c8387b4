code = """
def inside():
    raise ValueError("in exec")

inside()
"""
exec(code)
