a, b = [1, 2]
first, second = "abc"
