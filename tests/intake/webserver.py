"""A real server on the loopback whose pages a test writes."""

import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Site:
    """Pages by path: bytes, or (status, headers, body), or a function that is given the handler."""

    def __init__(self):
        self.pages = {}
        self.asked = []
        self.heads = []

    def put(self, path, body, status=200, **headers):
        headers = {name.replace("_", "-"): value for name, value in headers.items()}
        self.pages[path] = (status, {"Content-Type": "text/html; charset=utf-8", **headers}, body)

    def url(self, path):
        return f"http://127.0.0.1:{self.port}{path}"


@contextmanager
def serving():
    site = Site()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self):  # the name is the library's
            site.asked.append(self.path)
            site.heads.append(dict(self.headers))
            page = site.pages.get(self.path, (404, {}, b"gone"))
            if callable(page):
                page(self)
                return
            status, headers, body = page
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def do_POST(self):  # as above
            body = self.rfile.read(int(self.headers["Content-Length"]))
            site.asked.append((self.path, body))
            self.send_response(204)
            self.end_headers()

        def log_message(self, *arguments):
            del arguments

        def handle_error(self, *arguments):
            del arguments

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.handle_error = lambda *_: None  # clients hang up on purpose
    server.daemon_threads = True
    site.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def article(title, *paragraphs, head="", language="en"):
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return (
        f'<!DOCTYPE html><html lang="{language}"><head><meta charset="utf-8"><title>{title}</title>'
        f'<meta property="og:site_name" content="Local News">{head}</head>'
        f"<body><article><h1>{title}</h1>{body}</article></body></html>"
    ).encode()


STRIKE = (
    "Two civilians were killed on 12 February 2020 by a strike near Qamishli, Reuters reported, citing police.",
    "Residents of the village ran from their houses, and ambulances took the wounded to a hospital in the city.",
)
