x = 1 y = 2
return_ = 3 if x else 4 5
import os sys
