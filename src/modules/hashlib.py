algorithms_guaranteed = algorithms_available = set(_names)


def file_digest(fileobj, digest, /, *, _bufsize=2**18):
    """The digest of what is left in a binary file."""
    hash = new(digest) if isinstance(digest, str) else digest()
    while data := fileobj.read(_bufsize):
        hash.update(data)
    return hash
