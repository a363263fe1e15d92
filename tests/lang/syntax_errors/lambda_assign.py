x = lambda: y = 5
