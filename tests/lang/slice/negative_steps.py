a = list(range(10))
s = "0123456789"
t = tuple(a)
for start in (None, 0, 3, -3, 20, -20):
    for stop in (None, 0, 7, -2, 20, -20):
        for step in (1, 3, -1, -4):
            got = a[start:stop:step]
            assert "".join(map(str, got)) == s[start:stop:step] and tuple(got) == t[start:stop:step] == tuple(range(10)[start:stop:step])
            if step < 0:
                print(start, stop, step, s[start:stop:step])
