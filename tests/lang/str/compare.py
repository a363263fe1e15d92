print("a" < "b", "a" < "B", "abc" < "abd", "ab" < "abc", "" < "a", "a" == "a", "a" != "b", "Z" < "a")
print("é" > "z", "10" < "9", sorted(["banana", "Apple", "cherry", "apple", ""]), max("hello"), min("hello"))
print("\U0001F600" > "\uFFFF", "abc" >= "abc", "abc" <= "abcd")
try:
    "a" < 1
except TypeError as e:
    print(e)
print("a" == 1, "a" != 1, "a" == b"a", "1" == 1)
