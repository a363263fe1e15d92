import sys
def hook(kind, value, traceback):
    1 / 0
sys.excepthook = hook
raise ValueError("first")
