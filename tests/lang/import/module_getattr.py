# A module's own __getattr__ is asked for what the module lacks.
import _computed
from _computed import dynamic_y, known

print(known, _computed.dynamic_x, dynamic_y)
print(getattr(_computed, "missing", "default"), hasattr(_computed, "missing"))
try:
    _computed.missing
except AttributeError as error:
    print(error)
try:
    from _computed import missing
except ImportError as error:
    print(error.name, error.name_from)
