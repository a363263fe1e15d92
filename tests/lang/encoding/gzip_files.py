# Compressed files.
import gzip
import io
import os
import tempfile

data = gzip.compress(b"hello " * 100)
print(data[:3], gzip.decompress(data) == b"hello " * 100, gzip.decompress(data + gzip.compress(b"more"))[-4:])
with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "x.gz")
    with gzip.open(path, "wb") as file:
        print(file.write(b"line one\n"), file.write(b"line two\n"), file.tell())
    with gzip.open(path) as file:
        print(file.readline(), file.tell(), file.read(), file.read())
    with gzip.open(path, "rt", encoding="utf-8") as file:
        print([line for line in file])
    with gzip.open(path, "wt") as file:
        print("text", 1, file=file)
    with gzip.open(path, "rt") as file:
        print(file.read())
buffer = io.BytesIO()
with gzip.GzipFile(fileobj=buffer, mode="wb") as file:
    file.write(b"in memory")
print(gzip.GzipFile(fileobj=io.BytesIO(buffer.getvalue())).read())
for call in (lambda: gzip.decompress(b"plain text"), lambda: gzip.decompress(data[:-9]), lambda: gzip.open("x", "rtb")):
    try:
        call()
    except (OSError, EOFError, ValueError) as error:
        print(type(error).__name__, error)
