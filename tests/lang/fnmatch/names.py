"""Names matched with the patterns of a shell."""

import fnmatch

names = ["a.py", "b.txt", "A.PY", "data[1].csv", "x", ".hidden", "ab.py"]
for pattern in "*.py", "?.py", "[ab].*", "[!a]*", "*", "data[[]1].csv", "*.*y", "[", "[]x]", "**.py", "[^a]*":
    print(pattern, fnmatch.filter(names, pattern), fnmatch.fnmatch("a.py", pattern))
print(fnmatch.fnmatchcase("A.PY", "*.py"), fnmatch.fnmatch(b"a.py", b"*.py"))
