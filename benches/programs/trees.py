"""Allocation: binary trees made, walked and thrown away beside one that stays."""


class Tree:
    def __init__(self, left, right):
        self.left = left
        self.right = right


def make(depth):
    if depth == 0:
        return Tree(None, None)
    return Tree(make(depth - 1), make(depth - 1))


def check(tree):
    if tree.left is None:
        return 1
    return 1 + check(tree.left) + check(tree.right)


def run(largest):
    kept = make(largest)
    for depth in range(4, largest + 1, 4):
        n = 1 << largest - depth + 4
        total = 0
        for _ in range(n):
            total += check(make(depth))
        print(n, depth, total)
    print(check(kept))


run(15)
