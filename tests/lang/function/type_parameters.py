# PEP 695: type parameters and type statements are accepted; nothing checks them.
def first[T](items: list[T]) -> T:
    return items[0]
def call[**P, R](function, *args: P.args, **kwargs: P.kwargs) -> R:
    return function(*args, **kwargs)
def many[*Ts](*args: *Ts) -> int:
    return len(args)
def bounded[T: (int, str), U: float = float](a: T, b: U): return a, b
print(first([3, 4]), call(max, 1, 2), many(1, 2, 3), bounded("a", 1.5))
class Stack[T]:
    def __init__(self): self.items: list[T] = []
    def push(self, item: T) -> None: self.items.append(item)
    def map[U](self, function) -> "Stack[U]":
        other = Stack[U]()
        for item in self.items: other.push(function(item))
        return other
class IntStack(Stack[int]):
    def total(self): return sum(self.items)
stack = IntStack()
stack.push(1); stack.push(2)
print(stack.total(), stack.map(str).items, isinstance(stack, Stack), Stack.__name__, IntStack.__mro__[1].__name__)
class Pair[K, V](dict):
    def swap(self): return {v: k for k, v in self.items()}
print(Pair(a=1).swap(), Pair[str, int](b=2))
class Node[T]:
    def __init__(self, value: T, next: "Node[T] | None" = None): self.value, self.next = value, next
def chain[T](*values: T) -> Node[T]:
    node = None
    for value in reversed(values): node = Node(value, node)
    return node
print(chain(1, 2).next.value)
type Number = int | float
type Tree[T] = list[Tree[T]] | T
type Callback = "not evaluated"
print(Number, Tree, Number.__name__, type(Number).__name__)
def uses(x: Number, y: Tree) -> Callback: return x
print(uses(1, 2), uses.__annotations__["x"].__name__)
type = 3
print(type)
