"""A desk on a copy of the bundled example, asked in this process."""

import re
import shutil
from datetime import UTC, datetime, timedelta

import pytest
from starlette.testclient import TestClient

from sayso import Case
from sayso.desk import create_app
from sayso.desk.options import Options


class Clock:
    """A clock that tests set; it stands still between."""

    def __init__(self):
        self.at = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)
        self.seconds = 0.0

    def __call__(self):
        return self.at

    def ticks(self):
        return self.seconds

    def later(self, seconds):
        self.at += timedelta(seconds=seconds)
        self.seconds += seconds


class Browser:
    """Somebody at the desk: keeps cookies, knows the mark of the forms."""

    def __init__(self, app, name="", host="127.0.0.1"):
        self.app = app
        self.client = TestClient(app, base_url=f"http://{host}", raise_server_exceptions=False)
        self.name = name

    def get(self, address, **more):
        return self.client.get(address, **more)

    @property
    def csrf(self):
        return re.search(r'name="csrf" value="([^"]+)"', self.get("/sign-in").text).group(1)

    def post(self, address, **fields):
        named = {"reviewer": self.name} if self.name else {}
        return self.client.post(address, data={"csrf": self.csrf, "back": "/log", **named, **fields})

    def decide(self, verdict, subject, **fields):
        return self.post("/decide", verdict=verdict, subject=subject, **fields)


@pytest.fixture(name="folder")
def _folder(example, tmp_path):
    return shutil.copytree(example, tmp_path / "case")


@pytest.fixture(name="clock")
def _clock():
    return Clock()


@pytest.fixture(name="app")
def _app(folder, clock):
    return create_app(Case(folder), Options(clock=clock, ticks=clock.ticks))


@pytest.fixture(name="still", scope="session")
def _still(example, tmp_path_factory):
    """A desk that all tests share which change nothing."""
    app = create_app(Case(shutil.copytree(example, tmp_path_factory.mktemp("still") / "case")))
    app.state.workroom.settle()
    return app


@pytest.fixture(name="guest")
def _guest(still):
    return Browser(still, "Guest")


@pytest.fixture(name="live")
def _live(app):
    return app.state.workroom.live


@pytest.fixture(name="ada")
def _ada(app):
    return Browser(app, "Ada")


@pytest.fixture(name="ben")
def _ben(app):
    return Browser(app, "Ben")


@pytest.fixture(name="browser_of")
def _browser_of():
    return Browser
