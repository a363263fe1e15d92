"""Objects printed over several lines."""

import pprint

text = "The quick brown fox jumped over the lazy dog. It was a well-known   self-explanatory story--with dashes; and averyveryverylongwordthatdoesnotfit at all."
pprint.pprint({'b': 1, 'a': [1, 2]})
d = {'name': 'x' * 30, 'items': list(range(30)), 'nested': {'k%d' % i: 'v' * i for i in range(8)}, 'tup': (1,), 's': {3, 1, 2}}
pprint.pprint(d); pprint.pprint(d, width=40, compact=True); pprint.pprint(d, depth=1); pprint.pprint(d, indent=4, width=60); pprint.pp({'z': 1, 'a': 2})
pprint.pprint(text); pprint.pprint([text, 'b']); pprint.pprint({'t': text}, width=40)
print(pprint.pformat([1, 2])); l = [1]; l.append(l); print('Recursion' in pprint.pformat(l), pprint.isreadable([1]), pprint.isrecursive(l))
from dataclasses import dataclass
@dataclass
class D:
    alpha: list
    beta: str
pprint.pprint(D(list(range(40)), 'x' * 30)); pprint.pprint([D([1], 'b')])
pprint.pprint([['a' * 20] * 3, ('b' * 30,) * 3])
pprint.pprint(12345678, underscore_numbers=True); pprint.pprint({1: 'a', 'b': 2}); pprint.pprint([{'id': i, 'name': f'user{i}'} for i in range(5)])
