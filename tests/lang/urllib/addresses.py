# urllib.parse: addresses taken apart, put together, and joined.
from urllib.parse import urldefrag, urljoin, urlparse, urlsplit, urlunparse, urlunsplit

for address in ("https://user:pw@Host:8080/p/a;t?q=1&q=2#f", "/rel/path?x", "//net/p", "mailto:a@b.c", "http://[::1]:80/", "?q", "#f", "",
                "HTTP://H/%20", "a:b:c", "path:80", "http://h:/", "x://y?z#w?v", "1:2", "http://a/b;c/d;e", " http://a\n"):
    parts = urlparse(address)
    print(parts, parts.hostname, parts.port, parts.username, parts.password, parts.geturl(), urlsplit(address).geturl())
base = "http://a/b/c/d;p?q"
for relative in ("g:h g ./g g/ /g //g ?y g?y #s g#s g?y#s ;x g;x . ./ .. ../ ../g ../.. ../../g ../../../g /./g /../g g. .g ./../g g/./h "
                 "g;x=1/../y http:g http://x/y").split():
    print(relative, urljoin(base, relative), end="; ")
print()
print(urljoin("http://a", "b"), urljoin("", "b"), urljoin("http://a/b", ""), urljoin("file.html", "x"), urljoin("http://a/b/../c/", "d"))
print(urlunparse(("http", "h", "/p", "t", "q", "f")), urlunsplit(("", "h", "p", "", "")), urlunsplit(("http", "", "p", "q", "")))
print(urldefrag("http://a/b#c"), urldefrag("x"), urlsplit("http://a/b?c#d")._replace(path="/z").geturl())
print(urlparse("//h/p", scheme="ftp"), urlsplit("http://a/b#c", allow_fragments=False))
for attempt in (lambda: urlparse("http://h:99999/").port, lambda: urlparse("http://h:x/").port, lambda: urlsplit("http://[::1/")):
    try:
        print(attempt())
    except ValueError as error:
        print(error)
