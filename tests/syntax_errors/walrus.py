x := 1
(x.y := 2)
f(a + b := 3)
if x + 1 := y: pass
