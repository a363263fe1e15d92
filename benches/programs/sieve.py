"""Lists of flags: the sieve of Eratosthenes."""


def sieve(n):
    flags = [True] * (n + 1)
    flags[0] = flags[1] = False
    for i in range(2, n + 1):
        if flags[i]:
            for j in range(i * i, n + 1, i):
                flags[j] = False
    return flags


flags = sieve(3000000)
primes = [i for i, flag in enumerate(flags) if flag]
print(len(primes), primes[-1])
