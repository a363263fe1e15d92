1 = x
"a" = "b"
None = 3
(a, 5) = 1, 2
x = 7 = y
