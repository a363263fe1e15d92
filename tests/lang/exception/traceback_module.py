import traceback
def f(): return 1 / 0
try: f()
except ZeroDivisionError as e:
    text = traceback.format_exc()
    print(text.splitlines()[0], text.splitlines()[-1])
    print("in f" in text, traceback.format_exception_only(e))
    print(traceback.format_exception_only(type(e), e)[0], end="")
    print("".join(traceback.format_exception(e)) == text)
