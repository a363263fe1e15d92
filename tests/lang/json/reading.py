"""json.loads: values, hooks, and what is wrong with the rest."""

import json
from json.decoder import JSONDecodeError


def attempt(call, *args, **kwargs):
    try:
        print(call(*args, **kwargs))
    except Exception as error:
        print(type(error).__name__, error)


print(json.loads('[1, 2.0, "a\\u00e9\\ud83d\\ude00", true, null, -0, -0.0, 1E5, 12345678901234567890123, NaN, -Infinity]'))
print(json.loads(' {"a": {"b": []}, "a b": "\\"\\\\\\/\\n"} '), json.loads(b"[1]"), json.loads('"x"'), json.loads(bytearray(b"{}")))
print(json.loads('{"a": {"b": 1}}', object_hook=lambda found: sorted(found.items())))
print(json.loads('{"a": 1, "a": 2}', object_pairs_hook=list), json.loads('{"a": 1, "a": 2}'))
print(json.loads("[1.5, 2]", parse_float=str, parse_int=lambda text: text + "!"))
print(json.loads("[NaN]", parse_constant=lambda name: name), json.loads('"a\tb"', strict=False))
print(json.JSONDecoder().raw_decode("[1] x"), json.JSONDecoder().raw_decode("é [1]", 2))
print(len(json.dumps(json.loads("[" * 500 + "]" * 500))))
for bad in ("", "{", "[", "[1", "[1,", "[1,]", '{"a"}', '{"a":', '{"a":1', '{"a":1,}', '{a:1}', "{'a':1}", '"abc', '"\\x"',
            '"\\u12"', '"a\nb"', "nul", "1 2", "[1 2]", '{"a" 1}', "-", "+1", ".5", "01", "\n\n  x", '{"a":1 "b"}',
            "[1,\n2,\n}", '"\\', "\ufeff1", '{"a":}', "[,]", "1.", "1e", '["é", x]'):
    attempt(json.loads, bad)
attempt(json.loads, 3)
attempt(json.loads, None)
attempt(json.loads, '{"a": 1}', object_hook=lambda found: 1 / 0)
try:
    json.loads('{"a": 1,\n "b": }')
except JSONDecodeError as error:
    print(error.msg, error.lineno, error.colno, error.pos, repr(error.doc), isinstance(error, ValueError))
