# time.strptime: text to struct_time.
import time

print(time.strptime("2024-02-29 13:05:09", "%Y-%m-%d %H:%M:%S"))
print(time.strptime("Thu Nov 26 08:07:47 2026"))
print(time.strptime("10:30 PM", "%I:%M %p")[:6])
parsed = time.strptime("2024-01-01 +0130", "%Y-%m-%d %z")
print(parsed.tm_yday, parsed.tm_isdst, parsed.tm_gmtoff)
print(time.strftime("%d/%m/%y", time.strptime("5 Mar 21", "%d %b %y")))
for text, form in [("2024-13-01", "%Y-%m-%d"), ("2024-01-01 x", "%Y-%m-%d"), (5, "%Y")]:
    try:
        print(time.strptime(text, form))
    except (TypeError, ValueError) as error:
        print(error)
