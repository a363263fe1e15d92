user = {"name": "Ann"}
print(f"hello {user['name']}")
print(f"hello {user['name']}, you are {user['age']:>5} years old")
