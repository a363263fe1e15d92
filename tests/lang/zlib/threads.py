# Several threads compress at once; one decompressor is used by one thread at a time.
import threading
import zlib

texts = [bytes([65 + n]) * 200_000 for n in range(4)]
packed = [None] * 4


def pack(n):
    packed[n] = zlib.compress(texts[n], 9)


threads = [threading.Thread(target=pack, args=(n,)) for n in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print([zlib.decompress(data) == text for data, text in zip(packed, texts)])

shared, total, lock = zlib.compressobj(), [], threading.Lock()


def feed():
    for _ in range(20):
        with lock:
            total.append(shared.compress(b"0123456789" * 500))


threads = [threading.Thread(target=feed) for _ in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
total.append(shared.flush())
print(zlib.decompress(b"".join(total)) == b"0123456789" * 500 * 80)
