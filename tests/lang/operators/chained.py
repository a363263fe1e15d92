def say(v):
    print("eval", v)
    return v

print(say(1) < say(2) < say(3))
print(say(3) < say(2) < say(1))
print(1 < 2 > 1 == 1 != 2 <= 2, (1 == 1.0) is True, 3 > 2 > 1 > 0)
print(1 in [1, 2] == True, (1 in [1, 2]) == True, 1 < 3 in [3], "a" in "abc" in ["abc"])
print(5 not in [1] != [], not 1 == 2, not (1 < 2) == True)
x = 5
print(0 < x < 10, 0 < x > 10, 10 > x <= 5, x == x == x != x)
