a = 1_000_
b = 0777
c = 0b102
d = 0o9
e = 0xfg
f = 5apples
g = 1e
