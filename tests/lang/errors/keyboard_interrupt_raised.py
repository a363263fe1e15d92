print("a")
try:
    raise KeyboardInterrupt
except Exception:
    print("KeyboardInterrupt is no Exception")
except BaseException:
    print("but a BaseException")
raise ValueError("end")
