"""What the desk refuses: other sites, other names, wrong passwords, too much, and everything outside the case."""
# ruff: noqa: S104, S106  # made-up passwords, and an address that must be refused

import pytest
from click.testing import CliRunner

from sayso import Case
from sayso.cli import main
from sayso.desk import create_app
from sayso.desk.guard import POLICY
from sayso.desk.identity import way_back
from sayso.desk.jobs import _put
from sayso.desk.options import Options

POSTS = ("/decide", "/undo", "/sign-in", "/sign-out", "/add/files", "/add/text", "/add/url")


@pytest.fixture(name="locked")
def _locked(folder, clock):
    options = Options(
        password="open sesame", token="0123456789abcdef", clock=clock, ticks=clock.ticks, hosts=("desk.example",)
    )
    return create_app(Case(folder), options)


@pytest.mark.parametrize("address", POSTS)
@pytest.mark.parametrize("mark", ["", "wrong", None])
def test_a_form_without_the_sessions_mark_is_refused(guest, still, address, mark):
    guest.get("/")
    fields = {
        "reviewer": "Eve",
        "verdict": "accept",
        "subject": "c-1",
        **({"csrf": mark} if mark is not None else {}),
    }
    assert guest.client.post(address, data=fields).status_code == 403
    incident = still.state.workroom.live.now().incidents[0].id
    for way in ("merge", "split"):
        assert guest.client.post(f"/incidents/{incident}/{way}", data=fields).status_code == 403
    assert still.state.workroom.live.now().decisions == ()


def test_a_mark_of_another_session_is_refused(ada, ben, live):
    assert ada.get("/").status_code == 200
    reply = ada.client.post("/decide", data={"csrf": ben.csrf, "verdict": "accept", "subject": "c-1"})
    assert reply.status_code == 403
    assert live.now().decisions == ()


def test_a_program_must_show_that_it_means_a_change(ada, live):
    claim = live.now().incidents[0].claim_ids[0]
    body = {"verdict": "accept", "subject": claim, "reviewer": "Eve"}
    assert ada.client.post("/api/decisions", json=body).status_code == 403
    assert ada.client.post("/api/decisions", json=body, headers={"X-CSRF-Token": "é".encode()}).status_code == 403
    csrf = ada.get("/api/session").json()["csrf"]
    assert ada.client.post("/api/decisions", json=body, headers={"X-CSRF-Token": csrf}).status_code == 201


@pytest.mark.parametrize("origin", ["https://evil.example", "http://127.0.0.1:9", "null"])
def test_a_form_that_another_site_sends_is_refused_even_with_the_mark(guest, still, origin):
    fields = {
        "csrf": guest.csrf,
        "verdict": "accept",
        "subject": still.state.workroom.live.now().incidents[0].claim_ids[0],
        "reviewer": "Eve",
    }
    assert guest.client.post("/decide", data=fields, headers={"Origin": origin}).status_code == 403
    assert still.state.workroom.live.now().decisions == ()


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example", "", "10.0.0.7", "["]
)
def test_a_name_that_is_not_ours_is_not_answered(guest, host):
    reply = guest.get("/", headers={"Host": host})
    assert reply.status_code == 421
    assert "Incidents" not in reply.text


def test_the_names_that_were_allowed_are_answered(locked, browser_of):
    for host in ("desk.example", "10.0.0.7", "localhost", "[::1]"):
        assert browser_of(locked, host=host).get("/sign-in").status_code == 200
    assert browser_of(locked, host="other.example").get("/sign-in").status_code == 421


def test_every_answer_says_what_a_page_may_do(guest, still):
    incident = still.state.workroom.live.now().incidents[0].id
    for address in ("/", f"/incidents/{incident}", "/nothing", "/static/desk.css", "/api/case"):
        headers = guest.get(address).headers
        assert headers["content-security-policy"] == POLICY
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "DENY"
    assert "'unsafe" not in POLICY


def test_the_cookie_cannot_be_read_by_scripts_or_sent_by_other_sites(guest):
    cookie = guest.get("/").headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie


def test_a_locked_desk_shows_nothing_to_strangers(locked, browser_of):
    stranger = browser_of(locked)
    for address in ("/", "/review", "/log", "/add", "/agreement", "/find", "/pulse?seen=0", "/incidents/i-1"):
        reply = stranger.client.get(address, follow_redirects=False)
        assert (reply.status_code, reply.headers["location"][:8]) == (303, "/sign-in"), address
    for address in ("/api/case", "/api/incidents", "/api/session", "/api/review"):
        assert stranger.get(address).status_code == 401, address
    assert stranger.decide("accept", "c-1", reviewer="Eve").url.path == "/sign-in"


def test_the_password_lets_in_and_sign_out_lets_out(locked, browser_of):
    ada = browser_of(locked, "Ada")
    assert ada.post("/sign-in", password="wrong").status_code == 401
    assert ada.post("/sign-in", password="open sesame", back="/review").url.path == "/review"
    ada.post("/sign-out")
    assert ada.get("/").url.path == "/sign-in"


def test_the_token_lets_programs_in(locked, browser_of):
    program = browser_of(locked)
    headers = {"Authorization": "Bearer 0123456789abcdef"}
    assert program.get("/api/case", headers=headers).status_code == 200
    assert program.get("/api/case", headers={"Authorization": "Bearer wrong"}).status_code == 401
    claim = locked.state.workroom.live.now().incidents[0].claim_ids[0]
    body = {"verdict": "accept", "subject": claim, "reviewer": "Robot"}
    assert program.client.post("/api/decisions", json=body, headers=headers).status_code == 201


def test_wrong_passwords_have_to_wait(locked, clock, browser_of):
    eve = browser_of(locked, "Eve")
    assert [eve.post("/sign-in", password=str(n)).status_code for n in range(7)] == [401] * 5 + [429] * 2
    assert eve.post("/sign-in", password="open sesame").status_code == 429
    clock.later(61)
    assert eve.post("/sign-in", password="open sesame").status_code == 200


def test_more_than_the_limit_is_not_taken_in(folder, browser_of):
    app = create_app(Case(folder), Options(max_upload=20_000))
    eve = browser_of(app, "Eve")
    reply = eve.client.post("/add/files", data={"csrf": eve.csrf}, files={"files": ("a.txt", b"x" * 30_000)})
    assert reply.status_code == 413

    def trickle():
        for _ in range(30):
            yield b"x" * 1000

    reply = eve.client.post("/api/reports", content=trickle(), headers={"content-type": "application/json"})
    assert reply.status_code == 413


@pytest.mark.parametrize(
    "address",
    [
        "/static/../app.py",
        "/static/%2e%2e/app.py",
        "/static/..%2f..%2fcase.py",
        "/static//etc/passwd",
        "/incidents/..%2f..%2fetc%2fpasswd",
        "/reports/..%2fledger%2fheads",
        "/incidents/i-1/export/..%2f..%2fx",
        "/ledger/heads",
    ],
)
def test_no_address_leads_out_of_the_case(guest, address):
    reply = guest.get(address)
    assert reply.status_code in {404, 405}
    assert "root:" not in reply.text


@pytest.mark.parametrize(
    "name",
    [
        "../../evil.txt",
        "/etc/passwd",
        "..\\..\\evil.txt",
        "a\x00b.txt",
        "..",
        ".",
        "",
        "x" * 400 + ".html",
        "\u202etxt.exe",
    ],
)
def test_an_uploads_name_leads_nowhere_else(tmp_path, name):
    path = _put(tmp_path, 0, name, b"text")
    assert path.resolve().parent == (tmp_path / "0").resolve()
    assert path.read_bytes() == b"text"


@pytest.mark.parametrize(
    "wanted",
    [
        "https://evil.example",
        "//evil.example",
        "/\\evil.example",
        "javascript:alert(1)",
        "",
        "/a\nb",
        "\\\\evil",
        "/a\\b",
    ],
)
def test_the_way_back_stays_on_the_desk(wanted):
    assert way_back(wanted) == "/"


def test_every_error_has_one_shape(guest):
    for reply in (
        guest.get("/api/nothing"),
        guest.get("/api/incidents/i-1"),
        guest.get("/api/incidents?page=x"),
        guest.client.post("/api/decisions", json={}),
        guest.client.request("DELETE", "/api/case"),
    ):
        assert reply.status_code >= 400
        assert list(reply.json()) == ["error"]
        assert set(reply.json()["error"]) == {"subject", "problem", "mend"}
        assert all(reply.json()["error"].values())
    page = guest.get("/incidents/i-1")
    assert page.status_code == 404
    assert "no such incident" in page.text


def test_a_fault_inside_tells_nothing_of_the_inside(app, ada, monkeypatch):
    monkeypatch.setattr(app.state.workroom.live, "incident", lambda _: 1 / 0)
    reply = ada.get("/incidents/i-1")
    assert reply.status_code == 500
    assert "ZeroDivision" not in reply.text
    assert reply.headers["content-security-policy"] == POLICY


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.5", "::", "desk.example"])
def test_the_command_will_not_listen_to_others_without_a_password(tmp_path, host):
    result = CliRunner().invoke(main, ["desk", "--case", str(tmp_path), "--host", host])
    assert result.exit_code == 1
    assert "--password-file" in result.output


def test_the_command_refuses_an_empty_password(tmp_path):
    empty = tmp_path / "password"
    empty.write_text("\n", encoding="utf-8")
    result = CliRunner().invoke(main, ["desk", "--case", str(tmp_path), "--password-file", str(empty)])
    assert result.exit_code == 1
    assert "holds no password" in result.output
