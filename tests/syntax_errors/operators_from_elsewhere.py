x++
if a && b:
    pass
if a || b:
    pass
if !a:
    pass
if a <> b:
    pass
