def check(x):
    if x > 10 and x < "20":
        return True
print(check(5))
check(15)
