s = "naïve 日本語 😀 é"
print(len(s), s[0:5], s[6:9], s[10], s[::-1], s.upper(), ord("😀"), chr(0x1F600), "😀" in s, s.find("本"))
print([c for c in "aé日😀"], [hex(ord(c)) for c in "aé日😀"], ascii(s), repr("😀é\u0301"))
print(s.encode(), s.encode("utf-8").decode(), "é".encode("latin-1"), "abc".encode("ascii"), len(s.encode("utf-16")))
for f in (lambda: "é".encode("ascii"), lambda: b"\xff".decode(), lambda: b"\xe9".decode("ascii"), lambda: chr(-1), lambda: chr(0x110000), lambda: ord("ab"), lambda: ord(""), lambda: "x".encode("nope")):
    try:
        f()
    except (ValueError, TypeError, LookupError) as e:
        print(type(e).__name__, e)
print("é".encode("ascii", "ignore"), "é".encode("ascii", "replace"), b"a\xffb".decode("utf-8", "replace"), b"a\xffb".decode("utf-8", "ignore"), "é".encode("ascii", "backslashreplace"), "é".encode("ascii", errors="xmlcharrefreplace"))
