"""Integer arithmetic in a while loop."""


def run(n):
    i = total = 0
    while i < n:
        total = total + i % 7
        if total > 1_000_000:
            total = total - 1_000_000
        i = i + 1
    return total


print(run(3_000_000))
