import hashlib
for name in ("md5", "sha1", "sha224", "sha256", "sha384", "sha512", "blake2b", "blake2s"):
    h = hashlib.new(name)
    h.update(b"hello ")
    h.update(b"world")
    print(name, h.name, h.digest_size, h.block_size, h.hexdigest()[:32], getattr(hashlib, name)(b"hello world").digest() == h.digest())
h = hashlib.sha256(b"a" * 10000)
c = h.copy()
c.update(b"more")
print(h.hexdigest(), c.hexdigest() != h.hexdigest(), len(h.digest()), hashlib.sha256().hexdigest()[:8], hashlib.md5(b"").hexdigest())
print(hashlib.sha256(bytearray(b"x")).hexdigest()[:8], hashlib.sha256(bytes(2048)).hexdigest()[:8], hashlib.sha256(bytes(2047)).hexdigest()[:8])
for f in (lambda: hashlib.sha256("text"), lambda: hashlib.new("nope"), lambda: h.update("x"), lambda: hashlib.sha256(5)):
    try: f()
    except (TypeError, ValueError) as e: print(type(e).__name__, e)
