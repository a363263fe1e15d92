numbers = [1, 2, 3)

table = {
    "a": (1, 2],
}
print(numbers, table)
