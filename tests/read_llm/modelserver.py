"""A small real server on the loopback that speaks the chat protocol and answers as a test tells it to."""

import json
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Model:
    """Answers by the first of its `rules` whose words stand in the report asked about, else with `[]`.

    Attributes:
        rules: (words, answer) pairs; an answer is a list (sent as JSON), a text, or a function of the handler.
        asked: the bodies of all requests.
    """

    def __init__(self):
        self.rules = []
        self.asked = []
        self.keys = []
        self.port = 0

    @property
    def endpoint(self):
        return f"http://127.0.0.1:{self.port}/v1"

    def answers(self, given, words=""):
        self.rules.append((words, given))

    def answer_to(self, text):
        return next((given for words, given in self.rules if words in text), [])


def send(handler, content, **more):
    """Send a chat answer with this content."""
    message = {"role": "assistant", "content": content}
    body = {"choices": [{"message": message, "finish_reason": more.pop("finish", "stop")}], **more}
    send_bytes(handler, json.dumps(body).encode())


def send_bytes(handler, data, status=200):
    handler.send_response(status)
    handler.send_header("Content-Type", "application/json")
    handler.send_header("Content-Length", str(len(data)))
    handler.end_headers()
    handler.wfile.write(data)


@contextmanager
def serving():
    model = Model()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self):  # the name is the library's
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            model.asked.append((self.path, body))
            model.keys.append(self.headers.get("Authorization"))
            given = model.answer_to(body["messages"][-1]["content"])
            if callable(given):
                given(self)
                return
            content = given if isinstance(given, str) else json.dumps(given, ensure_ascii=False)
            send(self, content, usage={"total_tokens": 500}, system_fingerprint="fp_test")

        def log_message(self, *arguments):
            del arguments

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.handle_error = lambda *_: None  # clients hang up on purpose
    server.daemon_threads = True
    model.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield model
    finally:
        server.shutdown()
        server.server_close()
