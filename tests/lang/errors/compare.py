people = [("a", 1), ("a", None)]
print(max(people[:1]))
print(people[0] < people[1])
