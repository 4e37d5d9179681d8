"""One worker: one connection and one request at a time, as gunicorn's sync worker."""

import logging
import socket
import time
from http.server import BaseHTTPRequestHandler, HTTPServer

_logger = logging.getLogger("azmlinfsrv")
# A connection that sends nothing keeps the worker busy no longer than this.
_IDLE_SECONDS = 30


class _Server(HTTPServer):
    allow_reuse_address = True
    request_queue_size = 2048

    def server_bind(self):
        # HTTPServer would look the host's name up, which can take seconds.
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.socket.bind(self.server_address)
        self.server_name, self.server_port = "localhost", self.server_address[1]


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = _IDLE_SECONDS
    app = None

    def _answer(self):
        started = time.perf_counter()
        answer = self.app.handle(self.command, self.path, self.headers.items(), self._body())
        body = b"" if self.command == "HEAD" else answer.body
        self.send_response_only(answer.status)
        for name, value in answer.headers + [("Content-Length", str(len(answer.body))), ("Connection", "close")]:
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)
        self.close_connection = True
        if not (self.command == "GET" and self.path == "/"):
            took = (time.perf_counter() - started) * 1000
            _logger.info("%s %s %d %.3fms %d", self.command, self.path, answer.status, took, len(body))

    do_GET = do_HEAD = do_POST = do_PUT = do_PATCH = do_DELETE = do_OPTIONS = _answer

    def _body(self):
        if self.headers.get("Transfer-Encoding", "").lower() == "chunked":
            return b"".join(self._chunks())
        return self.rfile.read(int(self.headers.get("Content-Length") or 0))

    def _chunks(self):
        while True:
            size = int(self.rfile.readline().split(b";")[0], 16)
            if size == 0:
                while self.rfile.readline().strip():
                    pass
                return
            yield self.rfile.read(size)
            self.rfile.readline()

    def log_message(self, format, *args):
        """The server has its own request line."""


def create_server(app, port):
    """Listens on the port; connections wait until serve_forever() takes them."""
    _Handler.app = app
    return _Server(("0.0.0.0", port), _Handler)
