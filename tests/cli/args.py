import sys
print(sys.argv, __name__, __file__.rsplit("/", 1)[-1])
