print(",".join(["a", "b", "c"]), "".join("xyz"), "-".join([]), "-".join(["only"]), ", ".join({"k": 1, "j": 2}), "|".join(str(i) for i in range(4)), "ab".join("123"))
for bad in ([1, 2], ["a", 1], ["a", None], 5, None, [b"x"]):
    try:
        ",".join(bad)
    except TypeError as e:
        print(e)
