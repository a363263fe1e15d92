try:
    pass
x = 1

try:
    pass
except A, B:
    pass

try:
    pass
except A as b.c:
    pass

try:
    pass
except*:
    pass
