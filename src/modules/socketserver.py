"""Servers: one socket that clients connect to, and a handler object for each request. `ThreadingMixIn` gives each request a thread."""

import selectors
import socket
import sys
import threading
from io import BufferedIOBase, BytesIO
from time import monotonic

__all__ = ["BaseServer", "TCPServer", "UDPServer", "ThreadingUDPServer", "ThreadingTCPServer", "BaseRequestHandler",
           "StreamRequestHandler", "DatagramRequestHandler", "ThreadingMixIn", "UnixStreamServer", "UnixDatagramServer",
           "ThreadingUnixStreamServer", "ThreadingUnixDatagramServer"]


class BaseServer:
    """What all servers share: the loop that waits for requests, and the steps of answering one. Subclasses say how to get a request."""

    timeout = None

    def __init__(self, server_address, RequestHandlerClass):
        self.server_address = server_address
        self.RequestHandlerClass = RequestHandlerClass
        self._stop = False
        self._stopped = threading.Event()

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.server_close()

    def serve_forever(self, poll_interval=0.5):
        """Answers requests until another thread calls shutdown(), which is noticed after poll_interval seconds at the latest."""
        self._stopped.clear()
        try:
            with selectors.DefaultSelector() as selector:
                selector.register(self, selectors.EVENT_READ)
                while not self._stop:
                    ready = selector.select(poll_interval)
                    if self._stop:
                        break
                    if ready:
                        self._handle_request_noblock()
                    self.service_actions()
        finally:
            self._stop = False
            self._stopped.set()

    def shutdown(self):
        """Ends serve_forever(), and waits until it has ended. The thread that serves would wait for itself."""
        self._stop = True
        self._stopped.wait()

    def service_actions(self):
        """Called by serve_forever() each time around."""

    def handle_request(self):
        """Waits for one request and answers it, or calls handle_timeout()."""
        timeouts = [each for each in (self.socket.gettimeout(), self.timeout) if each is not None]
        timeout = min(timeouts, default=None)
        end = None if timeout is None else monotonic() + timeout
        with selectors.DefaultSelector() as selector:
            selector.register(self, selectors.EVENT_READ)
            while not selector.select(timeout):
                if end is not None and (timeout := end - monotonic()) < 0:
                    return self.handle_timeout()
        return self._handle_request_noblock()

    def _handle_request_noblock(self):
        try:
            request, client_address = self.get_request()
        except OSError:
            return  # the client is gone already
        if not self.verify_request(request, client_address):
            self.shutdown_request(request)
            return
        try:
            self.process_request(request, client_address)
        except Exception:
            self.handle_error(request, client_address)
            self.shutdown_request(request)
        except BaseException:
            self.shutdown_request(request)
            raise

    def handle_timeout(self):
        """Called when handle_request() has waited for too long."""

    def verify_request(self, request, client_address):
        """Whether the request is to be answered."""
        return True

    def process_request(self, request, client_address):
        """Answers a request, in this thread."""
        self.finish_request(request, client_address)
        self.shutdown_request(request)

    def finish_request(self, request, client_address):
        """Makes the handler, which answers."""
        self.RequestHandlerClass(request, client_address, self)

    def server_activate(self):
        pass

    def server_close(self):
        pass

    def shutdown_request(self, request):
        """Ends the connection."""
        self.close_request(request)

    def close_request(self, request):
        pass

    def handle_error(self, request, client_address):
        """Reports what a handler raised."""
        import traceback

        print("-" * 40, file=sys.stderr)
        print("Exception occurred during processing of request from", client_address, file=sys.stderr)
        traceback.print_exc()
        print("-" * 40, file=sys.stderr)


class TCPServer(BaseServer):
    """Answers connections."""

    address_family = socket.AF_INET
    socket_type = socket.SOCK_STREAM
    request_queue_size = 5
    allow_reuse_address = False
    allow_reuse_port = False

    def __init__(self, server_address, RequestHandlerClass, bind_and_activate=True):
        super().__init__(server_address, RequestHandlerClass)
        self.socket = socket.socket(self.address_family, self.socket_type)
        if bind_and_activate:
            try:
                self.server_bind()
                self.server_activate()
            except:
                self.server_close()
                raise

    def server_bind(self):
        if self.allow_reuse_address:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if self.allow_reuse_port and hasattr(socket, "SO_REUSEPORT"):
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        self.socket.bind(self.server_address)
        self.server_address = self.socket.getsockname()

    def server_activate(self):
        self.socket.listen(self.request_queue_size)

    def server_close(self):
        self.socket.close()

    def fileno(self):
        return self.socket.fileno()

    def get_request(self):
        """The next connection and its address."""
        return self.socket.accept()

    def shutdown_request(self, request):
        try:
            request.shutdown(socket.SHUT_WR)
        except OSError:
            pass  # the client may have hung up first
        self.close_request(request)

    def close_request(self, request):
        request.close()


class UDPServer(TCPServer):
    """Answers datagrams: a request is what came, and the socket to answer by."""

    socket_type = socket.SOCK_DGRAM
    max_packet_size = 8192

    def get_request(self):
        data, client_address = self.socket.recvfrom(self.max_packet_size)
        return (data, self.socket), client_address

    def server_activate(self):
        pass  # nobody connects

    def shutdown_request(self, request):
        self.close_request(request)

    def close_request(self, request):
        pass  # the socket is the server's


class ThreadingMixIn:
    """Put before a server class, it answers each request in a thread of its own."""

    daemon_threads = False
    block_on_close = True
    _threads = None

    def process_request(self, request, client_address):
        thread = threading.Thread(target=self.process_request_thread, args=(request, client_address), daemon=self.daemon_threads)
        if not thread.daemon and self.block_on_close:
            self._threads = [each for each in self._threads or () if each.is_alive()]
            self._threads.append(thread)
        thread.start()

    def process_request_thread(self, request, client_address):
        try:
            self.finish_request(request, client_address)
        except Exception:
            self.handle_error(request, client_address)
        finally:
            self.shutdown_request(request)

    def server_close(self):
        """Closes the socket, and waits for the threads unless they are daemons."""
        super().server_close()
        for thread in self._threads or ():
            thread.join()
        self._threads = None


class ThreadingTCPServer(ThreadingMixIn, TCPServer):
    pass


class ThreadingUDPServer(ThreadingMixIn, UDPServer):
    pass


class UnixStreamServer(TCPServer):
    address_family = socket.AF_UNIX


class UnixDatagramServer(UDPServer):
    address_family = socket.AF_UNIX


class ThreadingUnixStreamServer(ThreadingMixIn, UnixStreamServer):
    pass


class ThreadingUnixDatagramServer(ThreadingMixIn, UnixDatagramServer):
    pass


class BaseRequestHandler:
    """Answers one request: making it calls setup(), handle() and finish()."""

    def __init__(self, request, client_address, server):
        self.request = request
        self.client_address = client_address
        self.server = server
        self.setup()
        try:
            self.handle()
        finally:
            self.finish()

    def setup(self):
        pass

    def handle(self):
        pass

    def finish(self):
        pass


class StreamRequestHandler(BaseRequestHandler):
    """Shows a connection as two files, rfile and wfile."""

    rbufsize = -1
    wbufsize = 0
    timeout = None
    disable_nagle_algorithm = False

    def setup(self):
        self.connection = self.request
        if self.timeout is not None:
            self.connection.settimeout(self.timeout)
        if self.disable_nagle_algorithm:
            self.connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, True)
        self.rfile = self.connection.makefile("rb", self.rbufsize)
        if self.wbufsize == 0:
            self.wfile = _SocketWriter(self.connection)
        else:
            self.wfile = self.connection.makefile("wb", self.wbufsize)

    def finish(self):
        if not self.wfile.closed:
            try:
                self.wfile.flush()
            except OSError:
                pass  # the client may have hung up
        self.wfile.close()
        self.rfile.close()


class _SocketWriter(BufferedIOBase):
    """A file that sends at once all that is written."""

    def __init__(self, connection):
        self._connection = connection

    def writable(self):
        return True

    def write(self, data):
        self._connection.sendall(data)
        return len(data)

    def fileno(self):
        return self._connection.fileno()


class DatagramRequestHandler(BaseRequestHandler):
    """Shows a datagram as a file, rfile; what is written to wfile is sent back."""

    def setup(self):
        self.packet, self.socket = self.request
        self.rfile = BytesIO(self.packet)
        self.wfile = BytesIO()

    def finish(self):
        self.socket.sendto(self.wfile.getvalue(), self.client_address)
