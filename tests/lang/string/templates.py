"""Constants, templates, Formatter."""

import string
from string import Template, Formatter
print(string.ascii_letters, string.digits, string.punctuation, repr(string.whitespace), len(string.printable), string.capwords('hello  wORLD a-b'))
def tr(f, *a, **k):
    try: print(f(*a, **k))
    except Exception as e: print(type(e).__name__, e)
t = Template('$who likes ${what}s, $$5 $')
tr(t.substitute, who='a', what='b'); print(t.safe_substitute(who='x')); print(Template('$a $b ${a}').get_identifiers(), t.is_valid())
tr(Template('$a $b').substitute, {'a': 1}); tr(Template('$a $b').substitute, {'a': 1}, b=2); tr(Template('x\nyy $1').substitute); tr(Template('').substitute)
f = Formatter(); print(f.format('{} {0.real:>5} {x!r}' .replace('{0.real', '{y.real'), 1, x='q', y=3), list(f.parse('a{b!r:c}d{{')), f.format('{0[1]} {0[0]:{1}}', [1, 2], 4))
class My(Formatter):
    def get_value(self, key, args, kw):
        return kw.get(key, '?') if isinstance(key, str) else super().get_value(key, args, kw)
print(My().format('{a} {b}', a=1))
