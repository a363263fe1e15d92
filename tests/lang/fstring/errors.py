for f in (lambda: f"{1 / 0}", lambda: f"{undefined}", lambda: f"{5:q}", lambda: f"{'a':d}", lambda: f"{5:.3d}", lambda: f"{5:10.3x}", lambda: f"{1.5:,x}", lambda: f"{5:,c}", lambda: f"{-1:c}", lambda: f"{5:,_}", lambda: f"{5:1000000000000000000000}", lambda: f"{[1]:5}", lambda: f"{5:+s}", lambda: format(5, 5), lambda: format("a", "5d"), lambda: f"{1.5:.}", lambda: f"{5:x,}"):
    try: print(f())
    except (ZeroDivisionError, NameError, ValueError, TypeError, OverflowError) as e: print(type(e).__name__, e)
