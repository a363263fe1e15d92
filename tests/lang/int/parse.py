for text in ("0", "-0", "+5", " 42 ", "\t7\n", "1_000", "0x1f", "0b11", "0o17", "00", "007", "", " ", "1__0", "_1", "1_", "1.5", "abc", "- 1", "٣"):
    try:
        print(repr(text), int(text))
    except ValueError as e:
        print(e)
