print("_broken starts")
value = 1
1 / 0
