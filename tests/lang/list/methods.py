a = [1, 2]
print(a.append(3), a, a.extend([4, 5]), a, a.extend("ab"), a, a.insert(0, "first"), a, a.insert(100, "last"), a, a.insert(-1, "nl"), a)
print(a.pop(), a.pop(0), a.pop(-2), a, a.remove("a"), a, a.reverse(), a, a.copy() is a, a.copy() == a)
print(a.clear(), a, a.extend(i * i for i in range(4)), a, a.index(4), a.index(4, 1, 3), a.count(1), a.sort(reverse=True), a)
a.extend(a)
print(a)
for f in (lambda: [].pop(), lambda: [1].pop(5), lambda: [1].pop("x"), lambda: [1].remove(2), lambda: [1].index(2), lambda: [1].extend(5), lambda: [1].append(), lambda: [1].append(1, 2), lambda: [].insert(1), lambda: [1, 2].index(1, 1)):
    try:
        f()
    except (IndexError, ValueError, TypeError) as e:
        print(type(e).__name__, e)
