def a(): b()
def b():
    x = 1
    c()
def c():
    raise ValueError(
        "deep")
try: a()
except ValueError as e:
    tb = e.__traceback__
    while tb:
        print(tb.tb_frame.f_code.co_name, tb.tb_lineno)
        tb = tb.tb_next
try:
    [1, 2,
     1 / 0]
except ZeroDivisionError as e: print(e.__traceback__.tb_lineno)
def again():
    try: c()
    except ValueError:
        raise
try: again()
except ValueError as e:
    tb, lines = e.__traceback__, []
    while tb:
        lines.append(tb.tb_lineno)
        tb = tb.tb_next
    print(lines)
