# Very long numbers refuse to be written in decimal, as in CPython.
try:
    str(10**5000)
except ValueError as e:
    print(e)
try:
    int("1" * 5000)
except ValueError as e:
    print(e)
print(len(str(10**4299)), len(hex(10**5000)))
import sys
print(sys.get_int_max_str_digits())
sys.set_int_max_str_digits(5000)
print(len(str(10**4900)), sys.get_int_max_str_digits())
sys.set_int_max_str_digits(0)
print(len(str(10**6000)), int("9" * 6000) == 10**6000 - 1, len(f"{10**6000:d}"), len("%d" % 10**6000))
for limit in (10, -1, 639, "x"):
    try:
        sys.set_int_max_str_digits(limit)
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
sys.set_int_max_str_digits(640)
try:
    print(int("1" * 641))
except ValueError as e:
    print(e)
