# Datagrams keep their bounds and say where they are from.
import socket
import threading

server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
server.bind(("127.0.0.1", 0))
place = server.getsockname()
client = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
print(client.sendto(b"hello", place), client.sendto(b"again", 0, place))
data, address = server.recvfrom(1024)
print(data, address == ("127.0.0.1", client.getsockname()[1]))
print(server.recvfrom(2)[0])


def echo():
    for _ in range(3):
        data, address = server.recvfrom(1024)
        server.sendto(data[::-1], address)


thread = threading.Thread(target=echo)
thread.start()
for word in (b"abc", b"", b"12345"):
    client.sendto(word, place)
    print(client.recvfrom(1024) == (word[::-1], place))
thread.join()

client.connect(place)
client.send(b"connected")
buffer = bytearray(20)
print(server.recvfrom_into(buffer)[0], bytes(buffer[:9]))
print(client.getpeername() == place)
server.settimeout(0.01)
try:
    server.recvfrom(10)
except TimeoutError as error:
    print(error)
try:
    server.getpeername()
except OSError as error:
    print(error)
try:
    server.sendto(b"x" * 70000, place)
except OSError as error:
    print(error)
client.close()
server.close()
