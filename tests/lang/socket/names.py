# Hosts and addresses, and what is wrong with them.
import socket

print(socket.gethostbyname("127.0.0.1"), socket.gethostbyname("localhost"), socket.gethostbyname(""))
print(type(socket.gethostname()).__name__, len(socket.gethostname()) > 0)
for result in socket.getaddrinfo("127.0.0.1", 80):
    print(*(item if isinstance(item, (str, tuple)) else int(item) for item in result))
print([result[4] for result in socket.getaddrinfo("::1", "http", type=socket.SOCK_STREAM)])
print([result[4] for result in socket.getaddrinfo(None, 8080, socket.AF_INET, socket.SOCK_DGRAM, flags=socket.AI_PASSIVE)])
print([tuple(map(int, result[:3])) for result in socket.getaddrinfo("localhost", "22", socket.AF_INET, 0, socket.IPPROTO_UDP)])
print(socket.inet_aton("127.0.0.1"), socket.inet_aton("10.1"), socket.inet_ntoa(b"\x01\x02\x03\xff"))
print(socket.inet_pton(socket.AF_INET, "1.2.3.4"), socket.inet_ntop(socket.AF_INET6, bytes(15) + b"\x01"))
print(socket.inet_pton(socket.AF_INET6, "fe80::1:2")[-4:])
print(socket.htons(1) in (1, 256), socket.ntohs(socket.htons(8080)), socket.ntohl(socket.htonl(123456789)))
print(issubclass(socket.gaierror, OSError), socket.error is OSError, socket.gaierror, socket.herror)
print(int(socket.AF_INET), int(socket.SOCK_DGRAM), int(socket.SOL_SOCKET), socket.SHUT_RDWR)


def attempt(function, *args):
    try:
        function(*args)
    except Exception as error:
        print(type(error).__name__, error)


s = socket.socket()
attempt(s.connect, "127.0.0.1")
attempt(s.connect, ("127.0.0.1",))
attempt(s.connect, ("127.0.0.1", "80"))
attempt(s.connect, ("127.0.0.1", 65536))
attempt(s.bind, ("127.0.0.1", -1))
attempt(s.bind, (5, 80))
attempt(s.bind, ["127.0.0.1", 80])
attempt(s.sendto, b"x", "there")
attempt(s.send, "text")
attempt(s.recv, -1)
attempt(s.recv, "5")
attempt(s.accept)
attempt(s.getpeername)
attempt(s.shutdown, 7)
attempt(s.setsockopt, socket.SOL_SOCKET, 9999, 1)
attempt(socket.socket, 99)
attempt(socket.socket, socket.AF_INET, socket.SOCK_STREAM, 99)
attempt(socket.socket, socket.AF_INET, socket.SOCK_STREAM, 0, -1)
attempt(socket.inet_aton, "300.1.1.1")
attempt(socket.inet_ntoa, b"123")
attempt(socket.inet_pton, socket.AF_INET, "1.2.3")
attempt(socket.inet_ntop, socket.AF_INET, b"123")
attempt(socket.getaddrinfo, None, None)
attempt(socket.socket().makefile, "q")
s.close()
