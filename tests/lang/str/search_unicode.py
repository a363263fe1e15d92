s = "日本語テキスト日本"
print(s.find("日本", 1), s.rfind("日"), s.count("日本"), s.replace("日本", "JP"), s.split("語"), s[2], s[-2:], s.startswith("日"), s.index("テ"), s.partition("テ"), s.center(13, "・"), s * 2 == s + s, sorted(s)[:3], max(s), "é" == "e\u0301", len("e\u0301"), "ß".upper(), "İ".lower() == "i\u0307", "ŉ".upper(), "ﬁ".upper(), "Σ".lower(), "ΑΣ".lower(), "٣".isdigit(), int("٣٤"), "Ⅷ".isnumeric(), "a\u200bb".split(), "a\u3000b".split(), "\u00a0x\u00a0".strip())
for c in "aé日😀\u0301": print(ord(c), len(c.encode()), repr(c), c.isalpha(), c.isprintable())
