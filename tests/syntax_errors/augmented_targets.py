(a, b) += 1, 2
[c] -= 1
x if y else z *= 2
