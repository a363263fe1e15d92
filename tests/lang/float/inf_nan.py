inf, nan = float("inf"), float("nan")
print(inf, -inf, nan, inf - inf, inf * 0, inf + 1, inf / inf, 1 / inf, -1 / inf)
print(nan == nan, nan != nan, nan < 1, nan > 1, inf == inf, inf > 10**400, -inf < -(10**400))
print(inf // 1, inf % 1, 5 % inf, -5 % inf, 5 // inf, -5 // inf)
print(inf ** 0, nan ** 0, 1 ** nan, 1 ** inf, inf ** -1, (-inf) ** 3)
print(max(1, inf), min(1, -inf), [nan] == [nan], nan in [nan], [float("nan")] == [float("nan")])
print(bool(nan), bool(inf), bool(0.0), bool(-0.0))
for f in (lambda: int(inf), lambda: int(nan), lambda: round(inf), lambda: round(nan)):
    try:
        f()
    except (OverflowError, ValueError) as e:
        print(type(e).__name__, e)
print(round(inf, 2), round(nan, 2), float("-Infinity"), float("NaN"), float("+inf"))
