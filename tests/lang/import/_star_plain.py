import sys
visible = 1
_private = 2
