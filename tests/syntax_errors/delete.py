del f()
del a + 1
del (a, "b")
del *c
