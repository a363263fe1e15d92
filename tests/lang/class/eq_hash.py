class K:
    def __init__(self, v): self.v = v
    def __eq__(self, o):
        if not isinstance(o, K): return NotImplemented
        return self.v == o.v
    def __hash__(self): return hash(self.v)
    def __repr__(self): return f"K{self.v}"
print(K(1) == K(1), K(1) == 1, K(1) != K(2), {K(1): "a"}[K(1)], len({K(1), K(1), K(2)}), K(3) in [K(3)], [K(1), K(2)].count(K(2)), (K(1),) == (K(1),), {K(1)} == {K(1)}, K(1) in {K(1): 0})
class Plain: pass
p = Plain()
print(p == p, p == Plain(), p in [p], {p: 1}[p], hash(p) == hash(p), p != p, p.__eq__(p), p.__eq__(5), p.__ne__(p))
class AlwaysUnequal:
    def __eq__(self, o): return False
u = AlwaysUnequal()
print(u == u, u in [u], [u] == [u], [u].index(u), u in (u,))
