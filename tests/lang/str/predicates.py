samples = ["", "abc", "ABC", "Abc", "abc1", "123", "12.3", " ", "\t\n", "a b", "Title Case", "Title case", "_id", "1id", "é", "²", "½", "٣", "class", "\x00", "AbC"]
for s in samples:
    print(repr(s), [int(f) for f in (s.isalpha(), s.isdigit(), s.isdecimal(), s.isnumeric(), s.isalnum(), s.isspace(),
          s.isupper(), s.islower(), s.istitle(), s.isidentifier(), s.isprintable(), s.isascii())])
