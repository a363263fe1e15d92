# The numbers have names.
import socket

print(repr(socket.AF_INET), socket.AF_INET, repr(socket.SOCK_STREAM), int(socket.SOCK_DGRAM))
print(repr(socket.MSG_PEEK), repr(socket.AI_PASSIVE), socket.MSG_PEEK | socket.MSG_DONTWAIT)
with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as s:
    print(repr(s.family), repr(s.type), s.family is socket.AF_INET, s.type == 2)
for family, kind, proto, name, address in socket.getaddrinfo("127.0.0.1", 80, type=socket.SOCK_STREAM):
    print(repr(family), repr(kind), int(proto), repr(name), address)
print(socket.AddressFamily(2), socket.SocketKind["SOCK_STREAM"].name)
