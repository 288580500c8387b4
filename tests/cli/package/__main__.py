import sys
print("package main", sys.argv[1:], __name__)
