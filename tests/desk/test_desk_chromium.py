"""The desk in a real browser: reading, doubting, deciding, undoing; light, dark, right to left, on a phone."""

import shutil
import threading
import time
from pathlib import Path

import pytest
import uvicorn

from sayso import Case
from sayso.desk import create_app

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
AXE = Path(__file__).parents[1] / "show" / "vendor" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WORDS = "اثنان من الحراس"

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed: apt-get install chromium")


class Served:
    """A desk behind a port of this machine."""

    def __init__(self, folder):
        self.app = create_app(Case(folder))
        self.live = self.app.state.workroom.live
        self.app.state.workroom.settle()
        config = uvicorn.Config(self.app, host="127.0.0.1", port=0, log_level="error", lifespan="off")
        self.server = uvicorn.Server(config)
        self.thread = threading.Thread(target=self.server.run, daemon=True)
        self.thread.start()
        while not self.server.started:
            time.sleep(0.01)
        port = self.server.servers[0].sockets[0].getsockname()[1]
        self.address = f"http://127.0.0.1:{port}"

    @property
    def incident(self):
        return self.live.now().incidents[0]

    def close(self):
        self.server.should_exit = True
        self.thread.join(10)


@pytest.fixture(scope="module", name="browser")
def _browser():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--headless=new"])
        yield browser
        browser.close()


@pytest.fixture(scope="module", name="desk")
def _desk(example, tmp_path_factory):
    served = Served(shutil.copytree(example, tmp_path_factory.mktemp("desk") / "case"))
    yield served
    served.close()


@pytest.fixture(name="visit")
def _visit(browser):
    """Return a function that opens the desk for somebody, and keeps what the browser complained of."""
    contexts = []

    def visit(served, path="/", *, name="Ada", width=1280, scheme="light"):
        context = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme, base_url=served.address
        )
        contexts.append(context)
        page = context.new_page()
        page.complaints = []
        page.on("console", lambda message: page.complaints.append(message.text))
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.on("dialog", lambda dialog: (page.complaints.append(dialog.message), dialog.dismiss()))
        if name:
            page.goto("/sign-in")
            page.fill("main [name=reviewer]", name)
            page.click("main .strong")
            page.wait_for_url(lambda url: "/sign-in" not in url)
        page.goto(path)
        return page

    yield visit
    for context in contexts:
        context.close()


def open_first(page):
    """Open the first incident of the list, and wait until all of its page is there."""
    page.locator(".row h2 a").first.click()
    page.wait_for_url("**/incidents/*")


def violations(page):
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate(
        "rules => axe.run('html', {runOnly: rules, resultTypes: ['violations']}).then(r => r.violations)", RULES
    )
    return [(item["id"], node["target"], node.get("failureSummary")) for item in found for node in item["nodes"]]


def pages_of(desk):
    dossier = desk.live.dossier(desk.incident)
    arabic = next(claim for claim in dossier.claims if desk.live.now().reports[claim.report_id].language == "ar")
    return {
        "list": "/?query=civilian",
        "incident": f"/incidents/{desk.incident.id}",
        "claim": f"/claims/{arabic.id}",
        "report": f"/reports/{arabic.report_id}",
        "review": "/review",
        "log": "/log",
        "agreement": "/agreement",
        "add": "/add",
        "door": "/sign-in",
        "error": "/incidents/i-1",
    }


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 390)])
def test_axe_finds_nothing_and_no_page_scrolls_sideways(desk, visit, scheme, width):
    page = visit(desk, scheme=scheme, width=width)
    for name, path in pages_of(desk).items():
        page.goto(path)
        page.evaluate("for (const d of document.querySelectorAll('details')) d.open = true")
        assert violations(page) == [], name
        assert page.evaluate("document.documentElement.scrollWidth") == width, name


def test_how_many_origins_say_a_civilian_was_killed_in_three_clicks(desk, visit):
    page = visit(desk)
    open_first(page)
    finding, answer = next(
        (finding, answer)
        for finding in desk.live.dossier(desk.incident).findings
        for answer in finding.answers
        if answer.label == "1 civilian" and finding.question == "killed"
    )
    row = page.locator(".matrix tbody tr", has=page.get_by_role("rowheader", name=finding.label))
    known = page.locator(".matrix thead th:not(.unstated):not(.corner)").count()
    columns = (
        row.locator("td")
        .filter(has=page.locator(".stand.says", has_text="1 civilian"))
        .evaluate_all("all => all.map(td => td.cellIndex)")
    )
    assert sum(column <= known for column in columns) == len(answer.origin_ids) > 0
    page.locator(".parted").get_by_role("link", name="1 civilian", exact=True).first.click()
    drawer = page.locator("#drawer")
    assert drawer.locator(".stand-group.says").count() >= len(answer.origin_ids)
    assert drawer.locator("blockquote mark").count() >= len(answer.origin_ids)
    assert page.complaints == []


def test_a_wrong_join_is_found_overruled_and_undone_in_five_clicks(desk, visit):
    page = visit(desk)
    open_first(page)
    opened = page.evaluate("() => document.querySelector('.stand-group .part')?.closest('.claims').id")
    assert opened, "the example holds a join that can be overruled"
    page.locator(f".cell[data-open~='{opened}']").click()
    join = page.locator("#drawer .part").first
    join.locator("summary").click()
    before = len(desk.live.now().decisions)
    join.get_by_role("button").click()
    page.locator(".toast", has_text="Parted as two origins").get_by_role("button", name="Undo").click()
    page.locator(".toast", has_text="Taken back").wait_for()
    told = desk.live.now().decisions[before:]
    assert [decision.verdict for decision in told] == ["different_origin", "withdraw"]
    assert page.complaints == []


def test_a_claim_is_decided_by_keyboard_alone(desk, visit):
    page = visit(desk, "/review", name="Kim")
    page.keyboard.press("?")
    assert page.locator("#keys").is_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    first = page.locator(".at form.verdicts").get_attribute("data-claim-id")
    page.keyboard.press("x")
    page.locator(".toast").wait_for()
    taken = desk.live.now().decisions[-1]
    assert (taken.verdict, taken.subject, taken.reviewer) == ("reject", first, "Kim")
    page.keyboard.press("z")
    page.locator(".toast", has_text="Taken back").wait_for()
    page.keyboard.press("g")
    page.keyboard.press("l")
    page.wait_for_url("**/log")
    page.keyboard.press("?")
    page.locator("#keys-on").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("g")
    page.keyboard.press("i")
    assert page.evaluate("location.pathname") == "/log"


@pytest.mark.parametrize("way", ["mouse", "keyboard"])
def test_other_words_are_chosen_in_a_right_to_left_text(desk, visit, way):
    path = pages_of(desk)["claim"]
    claim_id = path.rpartition("/")[2]
    page = visit(desk, path, name=f"Noor by {way}")
    text = page.locator("#claim-text").text_content()
    at = text.index("12") + 3
    if way == "mouse":
        page.evaluate(
            """([from, to]) => {
                const walk = document.createTreeWalker(document.getElementById("claim-text"), NodeFilter.SHOW_TEXT);
                const range = document.createRange();
                for (let seen = 0, node; (node = walk.nextNode()); seen += node.length) {
                    if (from >= seen && from <= seen + node.length) range.setStart(node, from - seen);
                    if (to >= seen && to <= seen + node.length) { range.setEnd(node, to - seen); break; }
                }
                getSelection().removeAllRanges();
                getSelection().addRange(range);
            }""",
            [at, at + 7],
        )
    else:
        page.get_by_role("button", name="choose by keyboard").click()
        page.evaluate("at => document.getElementById('words').setSelectionRange(at, at)", at)
        for _ in range(7):
            page.keyboard.press("Shift+ArrowLeft")
    page.wait_for_function("text => document.getElementById('chosen').textContent === text", arg=text[at : at + 7])
    page.locator("form.amend").get_by_role("button", name="Amend").click()
    page.locator(".toast", has_text="Amended").wait_for()
    assert page.locator("#here").text_content() == text[at : at + 7]
    taken = desk.live.now().decisions[-1]
    assert (taken.verdict, taken.subject) == ("amend", claim_id)
    page.locator(".toast").get_by_role("button", name="Undo").click()
    page.locator(".toast", has_text="Taken back").wait_for()
    assert page.complaints == []


def test_a_refusal_is_told_and_the_page_stays(desk, visit):
    page = visit(desk, pages_of(desk)["claim"])
    page.locator("form.amend").get_by_role("button", name="Amend").click()
    page.locator(".toast.bad", has_text="nothing was changed").wait_for()
    assert page.locator("#claim-text").is_visible()


def test_searching_and_filtering_change_the_list_in_place(desk, visit):
    page = visit(desk)
    page.locator(".filters [name=status]").select_option("agreed")
    page.wait_for_url("**status=agreed**")
    page.wait_for_function("document.querySelectorAll('.row').length === 1")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "find"
    page.keyboard.type("Tel Abyad")
    page.keyboard.press("Enter")
    page.wait_for_url("**query=Tel+Abyad**")
    assert page.locator(".hit mark").first.is_visible()


def test_hostile_reports_names_and_notes_run_nothing(visit, tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(str(AXE.parents[1]))
    from test_dossier_attack import PAYLOADS

    from sayso.ledger import Ledger

    folder = tmp_path / "case"
    ledger = Ledger.open(folder / "ledger")
    for kind, values in hostile_case(PAYLOADS).items():
        ledger.append(kind, values)
    served = Served(folder)
    try:
        page = visit(served, name=PAYLOADS[0][:60])
        asked = []
        page.on("request", lambda request: asked.append(request.url))
        incident = served.incident
        for path in ("/", "/?query=script", f"/incidents/{incident.id}", "/review", "/log", "/agreement"):
            page.goto(path)
            page.evaluate("for (const d of document.querySelectorAll('details')) d.open = true")
        for claim in served.live.dossier(incident).claims[:3]:
            page.goto(f"/claims/{claim.id}")
            page.locator(".act .note-field summary").click()
            page.locator(".act [name=note]").fill(" ".join(PAYLOADS)[:1900])
            page.locator(".act [value=reject]").click()
            page.locator(".toast").wait_for()
        for report_id in incident.report_ids[:4]:
            page.goto(f"/reports/{report_id}")
        page.goto("/log")
        assert page.evaluate("window.pwned") is None
        assert [url for url in asked if not url.startswith(served.address)] == []
        assert page.complaints == []
    finally:
        served.close()


def hostile_case(payloads):
    """Reports whose every string is an attack, with claims on their words."""
    from builders import claim, place_mention

    from sayso import ids
    from sayso.model import Reading, Report, Span, Text

    reports, readings = [], []
    for number, payload in enumerate(payloads):
        text = " ".join((*payloads[number:], *payloads[:number]))
        report = Report(
            id=ids.content_id("r", {"n": number}),
            text=text,
            sha256=ids.sha256_hex(text.encode()),
            text_sha256=ids.sha256_hex(text.encode()),
            language="ar" if number % 2 else "und",
            language_confidence=1.0,
            title=payload,
            outlet=payload,
            url=payload,
            published="2020-02-12",
            origin_file=payload,
        )
        span = Span(start=3, end=3 + len(payload), quote=text[3 : 3 + len(payload)])
        made = claim(report.id, payload, question="weapon", value=Text(value=payload))
        made = type(made)(
            **{name: getattr(made, name) for name in made.__slots__}
            | {"span": span, "id": ids.content_id("c", {"n": number})}
        )
        reports.append(report)
        mention = place_mention(report.id, payload)
        readings.append(Reading(report_id=report.id, claims=(made,), mentions=(mention,), reader=payload))
    return {"report": reports, "reading": readings}
