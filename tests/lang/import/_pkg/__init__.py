print("package", __name__)
from . import part
from .part import value as exported
level = "top"
