class Server:
    def __init__(self, port):
        self.port = int(port)

Server("80")
Server("http")
