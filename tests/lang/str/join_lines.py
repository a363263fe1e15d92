lines = """name,age
Ann,30
Bob,25

 Eve , 41 """.splitlines()
rows = [tuple(c.strip() for c in l.split(",")) for l in lines[1:] if l.strip()]
print(rows, max(rows, key=lambda r: int(r[1])), sum(int(a) for _, a in rows) / len(rows))
for name, age in sorted(rows, key=lambda r: r[1]): print(f"{name:<6}{int(age):>4}", end=";")
print()
print("a\\b", r"a\b" == "a\\b", "\101\x41\u0041", "\
continued", '''it's "quoted"''', "tab\t|".expandtabs(8), repr("\x7f\x80\xa0\xad\u2028\ufeff"))
