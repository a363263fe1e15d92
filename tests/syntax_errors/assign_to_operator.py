a + b = c
-a = b
a < b = c
[x, y + 1] = z
