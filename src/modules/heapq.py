"""Heaps in lists: the smallest item is always the first. Pushing and popping are native."""

__all__ = ["heappush", "heappop", "heapify", "heapreplace", "merge", "nlargest", "nsmallest", "heappushpop"]


def merge(*iterables, key=None, reverse=False):
    """The items of several sorted iterables in order, lazily."""
    heap = []
    heapify_, replace, pop = (heapify, heapreplace, heappop) if not reverse else (_heapify_max, _heapreplace_max, _heappop_max)
    # The number of the iterable decides between equal items, and keeps what is behind it from being compared.
    direction = -1 if reverse else 1
    for order, iterator in enumerate(map(iter, iterables)):
        for value in iterator:
            heap.append([value if key is None else key(value), order * direction, value, iterator])
            break
    heapify_(heap)
    while len(heap) > 1:
        entry = heap[0]
        yield entry[2]
        for value in entry[3]:
            entry[0] = value if key is None else key(value)
            entry[2] = value
            replace(heap, entry)
            break
        else:
            pop(heap)
    if heap:
        yield heap[0][2]
        yield from heap[0][3]


def nsmallest(n, iterable, key=None):
    """The n smallest items in order, as sorted(iterable, key=key)[:n]."""
    return _first(n, iterable, key, min, 1, _heapify_max, _heapreplace_max, False)


def nlargest(n, iterable, key=None):
    """The n largest items, the largest first, as sorted(iterable, key=key, reverse=True)[:n]."""
    return _first(n, iterable, key, max, -1, heapify, heapreplace, True)


def _first(n, iterable, key, best, direction, heapify, heapreplace, reverse):
    """The n best items: a heap holds the best so far with the worst of them on top."""
    if n == 1:
        nothing = object()
        result = best(iterable, default=nothing, key=key)
        return [] if result is nothing else [result]
    try:
        size = len(iterable)
    except (TypeError, AttributeError):
        pass
    else:
        if n >= size:
            return sorted(iterable, key=key, reverse=reverse)[:max(n, 0)]
    iterator = iter(iterable)
    # Of equal items the first ones are kept, in their order.
    heap = [(value if key is None else key(value), order * direction, value)
            for order, value in zip(range(n), iterator)]
    if not heap:
        return []
    heapify(heap)
    worst = heap[0][0]
    order = n * direction
    for value in iterator:
        rank = value if key is None else key(value)
        if worst < rank if reverse else rank < worst:
            heapreplace(heap, (rank, order, value))
            worst = heap[0][0]
            order += direction
    heap.sort(reverse=reverse)
    return [value for _, _, value in heap]
