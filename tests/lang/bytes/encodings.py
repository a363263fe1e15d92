# Decoding what is broken, in every way to deal with it; and what an encoding does not have.
broken = [b"\xc3", b"\xc3(", b"\xe2\x82", b"\xe2\x82(", b"\xed\xa0\x80", b"\xf0\x9f\x98", b"\xf8", b"\x80a", b"a\xc0\xaf", b"\xf4\x90\x80\x80"]
for data in broken:
    row = []
    for errors in ("ignore", "replace", "backslashreplace"):
        row.append(data.decode("utf-8", errors))
    try:
        data.decode()
    except UnicodeDecodeError as e:
        print(ascii(row), e, e.start, e.end, e.reason, e.object == data)
for data in (b"a", b"\x00\xd8", b"\x00\xd8a\x00", b"\x00\xdca\x00", b"\xff\xfea\x00", b"\xfe\xff\x00a", b"a\x00\x00", b"=\xd8\x00\xde"):
    for encoding in ("utf-16", "utf-16-le", "utf-16-be"):
        try:
            print(ascii(data.decode(encoding)), end=" ")
        except UnicodeDecodeError as e:
            print("[", e, "]", end=" ")
        print(ascii(data.decode(encoding, "replace")))
text = "aé€😀z"
for encoding in ("utf-8", "UTF_8", "utf-8-sig", "utf-16", "utf-16-be", "utf-32-le", "ascii", "latin-1", "ISO-8859-1", "nothing"):
    try:
        print(encoding, text.encode(encoding), text.encode(encoding).decode(encoding) == text)
    except (UnicodeEncodeError, LookupError) as e:
        print(encoding, type(e).__name__, e, e.args[2:4])
for errors in ("ignore", "replace", "backslashreplace", "xmlcharrefreplace", "made up"):
    try:
        print(text.encode("ascii", errors), text.encode("latin-1", errors=errors))
    except LookupError as e:
        print(e)
print(b"\xff".decode("latin-1"), b"\xef\xbb\xbfx".decode("utf-8-sig"), str(b"\xc3\xa9", "utf-8"), str(b"\xff", errors="replace"), bytes("é", "latin-1"))
e = UnicodeEncodeError("ascii", "añb", 1, 2, "no such letter")
print(e, e.encoding, e.object, isinstance(e, ValueError))
