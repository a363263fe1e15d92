from .. import level
from ..part import value
def show(): return (__name__, __package__, level, value)
