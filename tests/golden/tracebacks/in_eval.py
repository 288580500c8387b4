def compute(expression):
    return eval(expression)


compute("1 + (2 *\n None)")
