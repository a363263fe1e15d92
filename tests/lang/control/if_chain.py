def sign(n):
    if n < 0: return "neg"
    elif n == 0: return "zero"
    elif n < 10: return "small"
    else: return "big"
print([sign(n) for n in (-5, 0, 5, 50)])
x = 5
if x: pass
if not x: print("no")
elif x > 3 and x < 10: print("between")
if x == 5: print("a"); print("b")
print("yes" if x > 3 else "no", ("a" if x > 9 else "b" if x > 4 else "c"), [1, 2][x > 3])
if (x > 3 and
    x < 10):
    print("continued")
if x > 3 \
   and x < 10: print("backslash")
if None or 0 or "" or [] or {} or (): print("never")
else: print("all false")
if 1:
  if 2:
        print("odd indents")
  print("are fine")
