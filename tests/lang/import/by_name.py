# Modules whose names are known only at run time.
import importlib
import sys

module = importlib.import_module("threading")
print(module.__name__, module is sys.modules["threading"])
print(__import__("os.path").__name__)
print(__import__("os.path", fromlist=["join"]).join("a", "b"))
print(__import__("time") is importlib.import_module("time"))

for name, package in [("no_such_module", None), (".sibling", None), ("..far", "near"), (".no_such_part", "threading")]:
    try:
        importlib.import_module(name, package)
    except (ImportError, TypeError) as error:
        print(type(error).__name__, error)

try:
    __import__(3)
except TypeError as error:
    print(error)
