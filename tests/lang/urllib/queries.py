# urllib.parse: escapes and queries.
from urllib.parse import parse_qs, parse_qsl, quote, quote_plus, unquote, unquote_plus, unquote_to_bytes, urlencode

print(quote("a b/ü~-_.!*'()"), quote("a/b", safe=""), quote_plus("a b+c/&"), quote(b"\xff a"), quote("ü", encoding="latin-1"))
print(unquote("a%20b%2Fc%zz%C3%BC%"), unquote_plus("a+b%2B"), unquote_to_bytes("%ff a% 1%"), unquote("é%C3%A9%ff"))
print(parse_qs("a=1&b=2&a=3&c=&d"), parse_qs("a=&b", keep_blank_values=True))
print(parse_qsl("x=1&y=%20z+w;q=2"), parse_qsl("a=1;b=2", separator=";"), parse_qsl(""))
print(urlencode({"a": 1, "b": "x y", "c": "ü&="}), urlencode([("k", [1, 2]), ("s", "t")], doseq=True), urlencode({"k": [1, 2]}))
print(urlencode({"a b": b"c d"}, quote_via=quote))
for attempt in (lambda: parse_qsl("a&b=1", strict_parsing=True), lambda: parse_qsl("a=1&b=2", max_num_fields=1),
                lambda: parse_qsl("a", separator=""), lambda: urlencode(5), lambda: quote(5)):
    try:
        print(attempt())
    except (TypeError, ValueError) as error:
        print(error)
