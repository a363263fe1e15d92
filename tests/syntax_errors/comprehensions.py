[a, b for a in c]
[*a for a in b]
{**a for a in b}
[x for x y in z]
[x for 1 in z]
[x for x in]
(for x in y)
