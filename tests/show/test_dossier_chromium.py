"""The dossier in a real browser: reading, opening cells by keyboard, contrast and roles, print, hostile reports."""

import shutil
from pathlib import Path

import arabic
import khirbet_ammu
import pytest
from test_dossier_attack import PAYLOADS, hostile

from sayso import show

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
AXE = Path(__file__).parent / "vendor" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed: apt-get install chromium")


@pytest.fixture(scope="module", name="browser")
def _browser():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--headless=new"])
        yield browser
        browser.close()


@pytest.fixture(name="open_page")
def _open_page(browser, tmp_path):
    """Return a function that opens a dossier and keeps what the browser asked for and complained of."""
    contexts = []

    def open_page(dossier, *, width=1280, scheme="light", script=True, grants=()):
        file = tmp_path / "dossier.html"
        file.write_text(show.page(dossier), encoding="utf-8")
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme=scheme,
            java_script_enabled=script,
            permissions=list(grants),
        )
        contexts.append(context)
        page = context.new_page()
        page.asked, page.complaints = [], []
        page.on("request", lambda request: page.asked.append(request.url))
        page.on("console", lambda message: page.complaints.append(message.text))
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.on("dialog", lambda dialog: (page.complaints.append(dialog.message), dialog.dismiss()))
        page.goto(file.as_uri())
        return page

    yield open_page
    for context in contexts:
        context.close()


def violations(page, within="html"):
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate(
        "([where, rules]) => axe.run(where, {runOnly: rules, resultTypes: ['violations']}).then(r => r.violations)",
        [within, RULES],
    )
    return [(item["id"], node["target"], node.get("failureSummary")) for item in found for node in item["nodes"]]


@pytest.mark.parametrize(
    ("make", "scheme", "width"),
    [
        (khirbet_ammu.dossier, "light", 1280),
        (khirbet_ammu.dossier, "dark", 1280),
        (khirbet_ammu.dossier, "light", 390),
        (arabic.dossier, "dark", 390),
    ],
)
def test_axe_finds_nothing_with_everything_open(open_page, make, scheme, width):
    page = open_page(make(), scheme=scheme, width=width)
    page.evaluate("for (const d of document.querySelectorAll('details')) d.open = true")
    assert violations(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_the_drawer(open_page, scheme):
    page = open_page(khirbet_ammu.dossier(), scheme=scheme)
    page.locator(".cell").first.click()
    assert page.locator("#drawer").is_visible()
    assert violations(page, "#drawer") == []


def test_a_cell_opens_and_closes_by_keyboard(open_page):
    page = open_page(khirbet_ammu.dossier())
    cell = page.get_by_role("link", name="denies A at least 1")
    cell.focus()
    page.keyboard.press("Enter")
    drawer = page.locator("#drawer")
    assert drawer.is_visible()
    assert page.locator("#drawer-title").inner_text() == "Air strikes"
    quotes = drawer.locator("blockquote mark").all_inner_texts()
    assert quotes[0] == 'reports of air strikes "are not correct"'
    assert len(quotes) == 3
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "close"
    page.keyboard.press("Escape")
    assert not drawer.is_visible()
    assert page.evaluate("document.activeElement.className") == "cell"


def test_every_cell_is_reached_with_the_tab_key(open_page):
    page = open_page(khirbet_ammu.dossier())
    wanted = page.locator(".cell").count()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    seen = 0
    for _ in range(400):
        page.keyboard.press("Tab")
        name = page.evaluate("document.activeElement.className")
        seen += name == "cell"
        if seen == wanted:
            break
    assert seen == wanted


def test_a_number_in_a_text_leads_to_its_claim(open_page):
    page = open_page(khirbet_ammu.dossier())
    page.locator("#r2 > summary").click()
    page.get_by_role("link", name="Claim 12", exact=True).last.click()
    assert page.locator("#drawer .here mark").inner_text() == "a civilian was killed"
    page.locator("#drawer .here .num").click()
    assert not page.locator("#drawer").is_visible()
    page.wait_for_url("**#r2")


def test_the_attribution_line_is_copied(open_page):
    page = open_page(khirbet_ammu.dossier(), grants=("clipboard-read", "clipboard-write"))
    page.locator(".cell").first.click()
    line = page.locator("#drawer .say span").first.inner_text()
    page.locator("#drawer .copy").first.click()
    page.get_by_text("Copied").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == line


def test_without_script_a_cell_still_leads_to_its_quotes(open_page):
    page = open_page(khirbet_ammu.dossier(), script=False)
    page.locator(".cell").first.click()
    page.wait_for_url("**#*")
    anchor = page.url.partition("#")[2]
    assert anchor
    assert page.locator(f"#{anchor} blockquote").first.is_visible()


@pytest.mark.parametrize("width", [320, 390, 768])
def test_a_narrow_page_never_scrolls_sideways(open_page, width):
    page = open_page(khirbet_ammu.dossier(), width=width)
    page.evaluate("for (const d of document.querySelectorAll('details')) d.open = true")
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_the_first_column_stays_while_the_matrix_scrolls(open_page):
    page = open_page(khirbet_ammu.dossier(), width=390)
    head = page.locator(".matrix tbody th").first
    before = head.bounding_box()["x"]
    page.locator(".scroll").first.evaluate("box => { box.scrollLeft = 400 }")
    assert head.bounding_box()["x"] == before


def test_right_to_left_quotes_run_right_to_left(open_page):
    page = open_page(arabic.dossier())
    styles = page.eval_on_selector_all("blockquote", "all => all.map(q => getComputedStyle(q).direction)")
    assert styles
    assert set(styles) == {"rtl"}


def test_printing_shows_what_is_folded(open_page):
    page = open_page(khirbet_ammu.dossier())
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator(".text").first.is_visible()
    assert not page.locator(".bar").is_visible()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("details.report[open]").count() == 0


def test_nothing_is_fetched_and_nothing_is_complained_of(open_page):
    page = open_page(khirbet_ammu.dossier())
    page.locator(".cell").first.click()
    assert [url for url in page.asked if not url.startswith("file:")] == []
    assert page.complaints == []


def test_hostile_reports_run_nothing(open_page):
    page = open_page(hostile(*PAYLOADS))
    page.evaluate("for (const d of document.querySelectorAll('details')) d.open = true")
    page.locator(".cell").first.click()
    assert page.locator("#drawer blockquote").first.is_visible()
    assert page.evaluate("window.pwned") is None
    assert page.url.startswith("file:")
    assert [url for url in page.asked if not url.startswith("file:")] == []
    assert page.complaints == []
