class Node:
    def __init__(self):
        self.left = None


n = Node()
n.left.left.value = 5
