"""product, permutations, combinations, combinations_with_replacement."""
from itertools import combinations, combinations_with_replacement, permutations, product


def outcome(function, *args, **kwargs):
    try:
        return list(function(*args, **kwargs))
    except Exception as error:
        return f"{type(error).__name__}: {error}"


print(list(product("ab", range(3))), list(product()), list(product("ab", repeat=2)), list(product([], "a")))
print(list(product("ab", [1], repeat=2)), list(product("ab", repeat=0)), outcome(product, "a", repeat=-1), outcome(product, 5))
print(list(permutations("abc")), list(permutations(range(4), 2)), list(permutations("ab", 3)), list(permutations("ab", 0)), list(permutations([])))
print(outcome(permutations, "ab", -1), outcome(permutations, "ab", "a"), outcome(permutations, 5), list(permutations("ab", None)))
print(list(combinations("abcd", 2)), list(combinations("abc", 3)), list(combinations("abc", 4)), list(combinations("abc", 0)))
print(outcome(combinations, "ab", -1), outcome(combinations, "ab"), outcome(combinations, "ab", "a"), list(combinations(r=1, iterable="ab")))
print(list(combinations_with_replacement("abc", 2)), list(combinations_with_replacement("", 2)), list(combinations_with_replacement("ab", 0)))
print(list(combinations_with_replacement("ab", 4)), outcome(combinations_with_replacement, "ab", -1))
print(len(list(permutations(range(5)))), len(list(combinations(range(8), 4))), len(list(product(range(3), repeat=4))))
print(sorted(permutations(range(4), 3)) == list(permutations(range(4), 3)))
