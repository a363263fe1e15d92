# socketserver: one server with a thread for each client, streams, datagrams, and errors.
import io
import socket
import socketserver
import sys
import threading


class Upper(socketserver.BaseRequestHandler):
    def handle(self):
        data = self.request.recv(1024)
        own = threading.current_thread() is not serving
        self.request.sendall(data.upper() + b" own thread" * own)


class Lines(socketserver.StreamRequestHandler):
    def handle(self):
        for line in self.rfile:
            self.wfile.write(line.strip()[::-1] + b"\n")


class Datagram(socketserver.DatagramRequestHandler):
    def handle(self):
        self.wfile.write(b"got " + self.rfile.read())


class Failing(socketserver.BaseRequestHandler):
    def handle(self):
        raise ValueError("no answer")


def ask(address, *messages, kind=socket.SOCK_STREAM):
    with socket.socket(type=kind) as client:
        client.connect(address)
        answers = []
        for message in messages:
            client.sendall(message)
            answers.append(client.recv(1024))
        return answers


with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Upper) as server:
    serving = threading.Thread(target=server.serve_forever, args=(0.01,))
    serving.start()
    print([ask(server.server_address, f"hello {number}".encode()) for number in range(3)])
    server.shutdown()
    serving.join()
print(server.fileno(), serving.is_alive())

with socketserver.TCPServer(("127.0.0.1", 0), Lines) as server:
    thread = threading.Thread(target=server.handle_request)
    thread.start()
    print(ask(server.server_address, b"abc\n", b"xyz\n"))
    thread.join()

with socketserver.UDPServer(("127.0.0.1", 0), Datagram) as server:
    thread = threading.Thread(target=server.handle_request)
    thread.start()
    print(ask(server.server_address, b"packet", kind=socket.SOCK_DGRAM))
    thread.join()

with socketserver.TCPServer(("127.0.0.1", 0), Failing) as server:
    server.timeout = 0.001
    server.handle_timeout = lambda: print("nobody came")
    server.handle_request()
    server.timeout = None
    stderr, sys.stderr = sys.stderr, io.StringIO()
    thread = threading.Thread(target=server.handle_request)
    thread.start()
    print(ask(server.server_address, b"x"))
    thread.join()
    stderr, sys.stderr = sys.stderr, stderr
    lines = stderr.getvalue().splitlines()
    print(lines[0], lines[1].rpartition(" from ")[0], lines[2], lines[-2], sep="\n")
