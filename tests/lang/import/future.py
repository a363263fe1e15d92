# `from __future__ import ...` names features; with annotations, those are kept as text.
from __future__ import annotations, division
from __future__ import print_function as pf

import __future__


class Node:
    next: Node | None = None
    names: list[Undefined]

    def link(self, to: Node) -> Node:
        return to


print(Node.__annotations__, Node.link.__annotations__)
print(annotations)
print(pf.getOptionalRelease(), pf.getMandatoryRelease(), hex(division.compiler_flag))
print(__future__.all_feature_names)
