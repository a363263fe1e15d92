"""A socket server: each client has a thread on the server's side, and one of its own.

A client sends a line, waits for its echo, and sends the next. A reply is a few
microseconds of Python between system calls, and the sockets never leave this
machine. With --think the server computes for so many milliseconds before each
reply, as a real one would.

--gil on   Nobody waits long while the server only echoes. With --think 2 the
           threads of the server take turns: GIL wait.
--gil off  With --think 2 the replies are computed at the same time.
"""

import socket
import threading

from jobs import amount, options, report, seconds

LINES = 50  # from each client


def compute(n):
    while n > 0:
        n -= 1


def serve(connection, loops):
    with connection, connection.makefile("rwb") as stream:
        for line in stream:
            compute(loops)
            stream.write(line)
            stream.flush()


def accept(listener, clients, loops):
    workers = []
    for number in range(clients):
        connection, _ = listener.accept()
        worker = threading.Thread(target=serve, args=(connection, loops), name=f"server-{number + 1}")
        worker.start()
        workers.append(worker)
    for worker in workers:
        worker.join()


def ask(address, lines):
    with socket.create_connection(address) as connection, connection.makefile("rwb") as stream:
        for number in range(lines):
            line = b"line %d\n" % number
            stream.write(line)
            stream.flush()
            if stream.readline() != line:
                raise RuntimeError("the echo differs")


def run(clients, lines, loops):
    with socket.create_server(("127.0.0.1", 0)) as listener:
        address = listener.getsockname()
        acceptor = threading.Thread(target=accept, args=(listener, clients, loops), name="accept")
        acceptor.start()
        workers = [
            threading.Thread(target=ask, args=(address, lines), name=f"client-{k + 1}") for k in range(clients)
        ]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
        acceptor.join()


def main():
    clients, size, threads_only, think = options(think=0.0)
    lines = max(1, int(LINES * size))
    loops = int(100_000 * amount(compute, 100_000, think))
    together = seconds(run, clients, lines, loops)
    alone = None
    if not threads_only:
        alone = sum(seconds(run, 1, lines, loops) for _ in range(clients))
    report(f"each {lines} echoes", clients, together, alone)


if __name__ == "__main__":
    main()
