"""Tuples whose items have names too, as those that the system modules return."""


def structseq(name, fields, visible=None):
    """A class of such tuples. `fields` are names; the first `visible` of them are the tuple's items, the others only attributes."""
    module, _, short = name.rpartition(".")
    names = fields.split()
    if visible is None:
        visible = len(names)

    def __new__(cls, items):
        items = tuple(items)
        if not visible <= len(items) <= len(names):
            least = "at least " if visible < len(names) else ""
            raise TypeError(f"{name}() takes a {least}{visible}-sequence ({len(items)}-sequence given)")
        self = tuple.__new__(cls, items[:visible])
        hidden = items[visible:] + (None,) * (len(names) - len(items))
        for field, item in zip(names[visible:], hidden):
            setattr(self, field, item)
        return self

    def __repr__(self):
        return f"{name}({', '.join(f'{field}={item!r}' for field, item in zip(names, self))})"

    # All at once: a property that a class gets later may go before what its instances have, which costs a stop of all threads.
    namespace = {field: property(lambda self, index=index: self[index]) for index, field in enumerate(names[:visible])}
    namespace |= {
        "__module__": module,
        "__new__": __new__,
        "__repr__": __repr__,
        "__match_args__": tuple(names[:visible]),
        "n_fields": len(names),
        "n_sequence_fields": visible,
        "n_unnamed_fields": 0,
    }
    return type(short, (tuple,), namespace)
