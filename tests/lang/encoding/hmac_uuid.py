# Keyed hashes, numbers nobody else has, and random ones.
import hashlib
import hmac
import secrets
import uuid

print(hmac.new(b"key", b"message", "sha256").hexdigest())
h = hmac.new(b"k" * 200, digestmod=hashlib.md5)
h.update(b"a")
other = h.copy()
h.update(b"b")
print(h.hexdigest(), other.hexdigest(), h.name, h.digest_size, h.block_size)
print(hmac.digest(b"key", b"message", "sha1").hex())
print(hmac.compare_digest("abc", "abc"), hmac.compare_digest(b"abc", b"abd"), hmac.compare_digest(b"a", b"ab"))
for call in (lambda: hmac.new("key", b"", "md5"), lambda: hmac.new(b"key", b""), lambda: hmac.new(b"k", b"", "nope")):
    try:
        call()
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)

a = uuid.UUID("12345678-1234-5678-1234-567812345678")
print(a, repr(a), a.hex, a.int, a.bytes, a.version, a.variant, a.urn)
print(uuid.UUID(bytes=a.bytes) == a, uuid.UUID(int=a.int) == a, uuid.UUID(a.urn) == a, hash(a) == hash(a.int))
print(uuid.uuid3(uuid.NAMESPACE_DNS, "python.org"), uuid.uuid5(uuid.NAMESPACE_URL, "https://example.org/"))
four = [uuid.uuid4() for _ in range(100)]
print(len(set(four)), {u.version for u in four}, {u.variant for u in four}, len(str(four[0])))
one = [uuid.uuid1() for _ in range(100)]
print(len(set(one)), {u.version for u in one}, len({u.node for u in one}), one[0].time < one[1].time)
for bad in ("short", "g" * 32):
    try:
        uuid.UUID(bad)
    except ValueError as error:
        print(error)
print(a < uuid.UUID(int=2**127), a.fields, uuid.UUID(fields=a.fields) == a, uuid.UUID(bytes_le=a.bytes_le) == a)

print(len(secrets.token_bytes(7)), len(secrets.token_hex(8)), len(secrets.token_urlsafe(16)), len(secrets.token_hex()))
print(all(secrets.randbelow(5) in range(5) for _ in range(100)), secrets.choice([7]), secrets.randbits(10) < 1024)
for call in (lambda: secrets.randbelow(0), lambda: secrets.choice([])):
    try:
        call()
    except (ValueError, IndexError) as error:
        print(error)
