"""Reviewers at a desk, each in a thread of their own: they list, open, decide, undo, and think a little.

In: the port of a desk on the loopback and its case folder. Out: what each request took, what failed, and which
decisions the desk acknowledged; `lost` looks those up in the ledger.
"""

from __future__ import annotations

import http.client
import json
import random
import threading
import time
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from sayso.ledger import Ledger
from sayso.model import Decision

if TYPE_CHECKING:
    from pathlib import Path

_THINK = (0.2, 1.0)
_OK = 400


class Load:
    """One run."""

    def __init__(self, port: int, folder: Path) -> None:
        """Ask nothing yet."""
        self.took: list[tuple[str, float]] = []
        self.errors: list[str] = []
        self.decided: list[tuple[str, str, str]] = []
        self._port = port
        self._folder = folder

    def work(self, reviewers: int, seconds: float) -> None:
        """Let the reviewers work."""
        until = time.monotonic() + seconds
        threads = [threading.Thread(target=self._review, args=(number, until)) for number in range(reviewers)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    def lost(self) -> int:
        """Return how many acknowledged decisions the ledger does not hold."""
        held = {
            (decision.reviewer, decision.subject, decision.note or "")
            for decision in Ledger.open(self._folder / "ledger").load("decision", Decision)
        }
        return sum(told not in held for told in self.decided)

    def _review(self, number: int, until: float) -> None:
        dice = random.Random(number)  # noqa: S311  # the same run each time
        person = _Person(self._port, f"Reviewer {number}")
        turn = 0
        while time.monotonic() < until:
            turn += 1
            try:
                self._turn(person, dice, f"turn {turn}")
            except (OSError, http.client.HTTPException, ValueError, KeyError) as error:
                self.errors.append(f"{person.name}, turn {turn}: {error!r}")
                person = _Person(self._port, person.name)
            time.sleep(dice.uniform(*_THINK))

    def _turn(self, person: _Person, dice: random.Random, note: str) -> None:
        listed = json.loads(self._timed("list", person, "GET", f"/api/incidents?page={dice.randint(1, 3)}"))
        incident = dice.choice(listed["incidents"])["id"]
        self._timed("page", person, "GET", f"/incidents/{incident}")
        claim = dice.choice(
            json.loads(self._timed("incident", person, "GET", f"/api/incidents/{incident}"))["claims"]
        )
        verdict = dice.choice(("accept", "reject", "unsure"))
        fields = {"verdict": verdict, "subject": claim, "note": note, "back": f"/incidents/{incident}"}
        self._timed("decide", person, "POST", "/decide", fields)
        self.decided.append((person.name, claim, note))

    def _timed(self, kind: str, person: _Person, method: str, path: str, form: dict[str, str] | None = None) -> str:
        started = time.perf_counter()
        body = person.ask(method, path, form)
        self.took.append((kind, time.perf_counter() - started))
        return body


class _Person:
    """A browser with one cookie, which follows redirects as browsers do."""

    def __init__(self, port: int, name: str) -> None:
        self.name = name
        self._line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self._cookie = ""
        self._mark = ""

    def ask(self, method: str, path: str, form: dict[str, str] | None = None) -> str:
        """Return the body of the answer.

        Raises:
            ValueError: for an answer that is an error.
        """
        if form is not None and not self._mark:
            self._mark = json.loads(self.ask("GET", "/api/session"))["csrf"]
        fields = {**form, "csrf": self._mark, "reviewer": self.name} if form is not None else None
        headers = {"Cookie": self._cookie} if self._cookie else {}
        if fields is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self._line.request(method, path, urlencode(fields) if fields else None, headers)
        reply = self._line.getresponse()
        body = reply.read().decode()
        self._cookie = (reply.headers.get("Set-Cookie") or self._cookie).partition(";")[0]
        if reply.status in {302, 303}:
            return self.ask("GET", reply.headers["Location"])
        if reply.status >= _OK:
            message = f"{method} {path}: {reply.status} {body[:200]}"
            raise ValueError(message)
        return body
