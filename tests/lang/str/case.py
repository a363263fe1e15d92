for s in ("hello World", "ÀÉÎ õ", "straße", "ǆ", "ΑΣ", "123abc", "it's a dog's life", "", "aBC-dEF ghi_jkl"):
    print(repr(s), s.upper(), s.lower(), s.capitalize(), s.title(), s.swapcase(), s.casefold())
