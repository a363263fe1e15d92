# Sockets that processes of one machine find by a path.
import os
import socket
import threading

folder = f"/tmp/gilscope-socket-{os.getpid()}"
os.mkdir(folder)
path = os.path.join(folder, "door")
server = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
server.bind(path)
server.listen(1)
print(server.getsockname() == path, os.path.exists(path))

seen = []


def serve():
    connection, address = server.accept()
    seen.append(address)
    with connection:
        connection.sendall(connection.recv(100) * 2)


thread = threading.Thread(target=serve)
thread.start()
client = socket.socket(socket.AF_UNIX)
client.connect(path)
print(client.getpeername() == path, repr(client.getsockname()))
client.sendall(b"knock ")
print(client.recv(100))
thread.join()
print(seen)
client.close()
server.close()
client = socket.socket(socket.AF_UNIX)
try:
    client.connect(path)
except ConnectionRefusedError as error:
    print(error)
os.unlink(path)
try:
    client.connect(path)
except FileNotFoundError as error:
    print(error)
try:
    client.connect("x" * 200)
except OSError as error:
    print(error)
client.close()
os.rmdir(folder)
