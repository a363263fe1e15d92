import
from x import
from x import a,
import a from b
from . import (a b)
import a.b as c.d
from import x
