(*a)
x = *a
(**a)
print(*)
*a = b
for *x in y: pass
