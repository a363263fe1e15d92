a = [1, 2, 3]
print(a[:10**30], a[-(10**30):], a[::10**30], a[::-(10**30)], "abc"[10**20:], (1, 2)[:-(10**20)], a[2**62:], a[:2**63])
try:
    a[10**30]
except IndexError as e:
    print(e)
try:
    a[-(2**62)]
except IndexError as e:
    print(e)
