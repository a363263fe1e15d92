# A server with a thread for each connection, and clients.
import socket
import threading


def serve(connection, address):
    with connection:
        assert address == connection.getpeername()
        while data := connection.recv(1024):
            connection.sendall(data.upper())


server = socket.create_server(("127.0.0.1", 0))
host, port = server.getsockname()
print(host, port > 0, server.getsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR) != 0)


def accept():
    workers = []
    for _ in range(4):
        worker = threading.Thread(target=serve, args=server.accept())
        worker.start()
        workers.append(worker)
    for worker in workers:
        worker.join()


answers = [None] * 4


def ask(number):
    with socket.create_connection((host, port), timeout=10) as client:
        print_to = []
        for word in ("hello", "from", f"client {number}"):
            client.sendall(word.encode())
            print_to.append(client.recv(1024).decode())
        answers[number] = " ".join(print_to)


threads = [threading.Thread(target=accept)] + [threading.Thread(target=ask, args=(n,)) for n in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(answers)
server.close()

# Much data, more than the system keeps for a connection.
with socket.create_server(("localhost", 0)) as server, socket.socket() as client:
    client.connect(server.getsockname())
    connection, _ = server.accept()
    big = bytes(range(256)) * 8000
    sender = threading.Thread(target=lambda: (client.sendall(big), client.shutdown(socket.SHUT_WR)))
    sender.start()
    parts = []
    while part := connection.recv(65536):
        parts.append(part)
    sender.join()
    connection.close()
    print(b"".join(parts) == big)

try:
    socket.create_connection(("127.0.0.1", port), timeout=10)
except ConnectionRefusedError as error:
    print(type(error).__name__, error)
client = socket.socket()
print(client.connect_ex(("127.0.0.1", port)))
client.close()
with socket.create_server(("127.0.0.1", 0)) as first:
    try:
        socket.create_server(first.getsockname())
    except OSError as error:
        print(error.errno, str(error).replace(str(first.getsockname()[1]), "PORT"))
    second = socket.socket()
    try:
        second.bind(first.getsockname())
    except OSError as error:
        print(error)
    second.close()
