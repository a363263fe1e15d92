# One thread serves several connections with a selector.
import selectors
import socket
import threading


def server(listener, selector, count):
    listener.setblocking(False)
    selector.register(listener, selectors.EVENT_READ, "accept")
    ended = 0
    while ended < count:
        for key, mask in selector.select(timeout=10):
            if key.data == "accept":
                connection, _ = key.fileobj.accept()
                connection.setblocking(False)
                selector.register(connection, selectors.EVENT_READ, bytearray())
                continue
            data = key.fileobj.recv(100)
            if data:
                key.data.extend(data)
                key.fileobj.sendall(data.upper())
            else:
                selector.unregister(key.fileobj)
                key.fileobj.close()
                ended += 1
                totals.append(bytes(key.data))
    selector.unregister(listener)


def client(address, number):
    with socket.create_connection(address, timeout=10) as s:
        for word in (b"one", b"two", b"%d" % number):
            s.sendall(word)
            assert s.recv(100) == word.upper()


for kind in (selectors.DefaultSelector, selectors.SelectSelector, selectors.PollSelector):
    totals = []
    with kind() as selector, socket.create_server(("127.0.0.1", 0)) as listener:
        address = listener.getsockname()
        clients = [threading.Thread(target=client, args=(address, n)) for n in range(3)]
        for thread in clients:
            thread.start()
        server(listener, selector, 3)
        for thread in clients:
            thread.join()
        print(sorted(totals), len(selector.get_map()))

selector = selectors.DefaultSelector()
a, b = socket.socketpair()
key = selector.register(a, selectors.EVENT_READ | selectors.EVENT_WRITE, data="both")
print(key.fileobj is a, key.fd == a.fileno(), key.events, key.data, selector.get_key(a) == key)
print([(k.data, m) for k, m in selector.select(0)])
b.send(b"x")
print([(k.data, m) for k, m in selector.select()])
key = selector.modify(a, selectors.EVENT_READ, "reads")
print(key.events, key.data, [(k.data, m) for k, m in selector.select()])
print(a in selector.get_map(), b in selector.get_map())
for call in (
    lambda: selector.register(a, selectors.EVENT_READ),
    lambda: selector.register(b, 0),
    lambda: selector.register(b, 8),
    lambda: selector.register(-1, 1),
    lambda: selector.unregister(b),
    lambda: selector.modify(b, 1),
    lambda: selector.register("file", 1),
):
    try:
        call()
    except (KeyError, ValueError) as error:
        print(type(error).__name__, str(error).replace(repr(a), "A").replace(repr(b), "B").replace(f"FD {a.fileno()}", "FD"))
selector.unregister(a)
print(selector.select(0.001))
selector.close()
try:
    selector.get_key(a)
except (RuntimeError, KeyError) as error:
    print(type(error).__name__)
a.close()
b.close()
