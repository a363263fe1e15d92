def f[](): pass
def g[*T: int](): pass
class A[T = 1, U]: pass
type X
