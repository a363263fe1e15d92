with open(a) as f(): pass
with a as 1: pass
with a, : pass
with (a as b, c as d) as e: pass
