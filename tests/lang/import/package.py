import _pkg
import _pkg.deep.leaf
from _pkg.deep.leaf import show
from _pkg import part as p, exported
print(_pkg.part.value, _pkg.exported, exported, p.up(), show(), _pkg.deep.name, _pkg.deep.value, _pkg.__name__, _pkg.deep.leaf.__name__, hasattr(_pkg, "__path__"))
try: import _pkg.nope
except ModuleNotFoundError as e: print(e)
try: from _pkg import nope
except ImportError as e: print(str(e).split(" (")[0])
try: from . import x
except ImportError as e: print(e)
