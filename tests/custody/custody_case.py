"""A case with custody, without the reader."""

import io

from sayso.config import Settings
from sayso.custody import Response, Room
from sayso.ids import sha256_hex
from sayso.ledger import Ledger
from sayso.model import Report

PAGE = Response(
    url="http://news.example/1",
    final_url="https://news.example/1?a=1",
    status=200,
    headers=(("content-type", "text/html; charset=utf-8"), ("transfer-encoding", "chunked")),
    redirects=(("http://news.example/1", 301),),
    address="192.0.2.1",
)


class Kept:
    """A case with custody, written the way `Case.read` does it, without the reader."""

    def __init__(self, folder, **settings):
        self.folder = folder
        ticks = iter(range(60))
        self.room = Room(folder, Settings(**settings), lambda: f"2026-01-01T00:00:{next(ticks):02d}Z")
        self.ledger = Ledger.open(folder / "ledger")
        self.room.begin(lambda: self.ledger.ids("report"))

    def receive(self, data, name="a.txt", response=None):
        with self.room.receiving(io.BytesIO(data), f"in/{name}", name, response) as (held, receipt):
            return held, receipt

    def add(self, data, name="a.txt", response=None):
        held, receipt = self.receive(data, name, response)
        text = data.decode()
        report = Report(
            id=f"r-{sha256_hex(data)[:16]}",
            text=text,
            sha256=held.sha256,
            text_sha256=sha256_hex(data),
            language="en",
            language_confidence=1.0,
        )
        with self.room.committing([(report, receipt)]):
            self.ledger.append("report", [report])
        return report
