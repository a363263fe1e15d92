names = ["ä", "ö"]
def f(ü):
	return "日本語 " + names[ü] + 5
print(f(0))
