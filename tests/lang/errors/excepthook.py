import sys
def hook(kind, value, traceback):
    print("hook:", kind.__name__, value, traceback.tb_lineno, traceback.tb_next.tb_lineno)
    sys.__excepthook__(kind, value, None)
def fails():
    raise KeyError("gone")
sys.excepthook = hook
fails()
