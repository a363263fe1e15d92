"""Integer arithmetic in loops: the longest Collatz sequence, and a sum of remainders."""


def collatz(limit):
    longest, best = 0, 0
    for start in range(1, limit):
        n, steps = start, 0
        while n != 1:
            n = n // 2 if n % 2 == 0 else 3 * n + 1
            steps += 1
        if steps > longest:
            longest, best = steps, start
    return best, longest


def remainders(limit):
    total = 0
    i = 0
    while i < limit:
        total = (total * 31 + i % 7) % 1000003
        i += 1
    return total


best, longest = collatz(50000)
print(best, longest)
print(remainders(1500000))
