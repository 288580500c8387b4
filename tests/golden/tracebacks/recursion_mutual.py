import sys
sys.setrecursionlimit(60)


def a(n):
    b(n)


def b(n):
    a(n)


a(1)
