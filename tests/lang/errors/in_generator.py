def read(lines):
    for line in lines:
        yield int(line)

for n in read(["1", "2", "three"]):
    print(n)
