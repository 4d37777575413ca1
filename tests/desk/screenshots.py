"""Take the pictures of the desk that the documentation shows, from the bundled example.

python tests/desk/screenshots.py docs/img
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import threading
import time
from pathlib import Path

import uvicorn
from playwright.sync_api import sync_playwright

from sayso import Case
from sayso.desk import create_app

REPORTS = Path(__file__).parents[2] / "examples" / "khirbet-ammu" / "reports"
# name, page, width, height, scheme, what to scroll to, what to click
SHOTS = (
    ("desk-incidents", "/", 1200, 640, "light", "", ""),
    ("desk-cell", "{incident}", 1200, 780, "light", "#matrix", ".cell:has(.stand.says) >> nth=1"),
    ("desk-join", "{incident}", 1200, 780, "light", "#matrix", "{join}"),
    ("desk-claim", "{claim}", 1200, 860, "light", "", ""),
    ("desk-review-dark", "/review", 1200, 780, "dark", "", ""),
    ("desk-add", "/add", 1200, 700, "light", "", ""),
    ("desk-log", "/log", 1200, 420, "light", "", ""),
    ("desk-phone", "{incident}", 390, 780, "light", "", ""),
)


def main(folder: Path) -> None:
    """Write one PNG for each shot into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as playwright:
        case = Case(Path(scratch) / "case")
        case.read([REPORTS])
        app = create_app(case)
        live = app.state.workroom.live
        app.state.workroom.settle()
        server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error", lifespan="off"))
        threading.Thread(target=server.run, daemon=True).start()
        while not server.started:
            time.sleep(0.05)
        port = server.servers[0].sockets[0].getsockname()[1]
        incident = live.now().incidents[0]
        texts = live.now().reports
        arabic = next(c for c in live.dossier(incident).claims if texts[c.report_id].language == "ar" and c.voices)
        names = {"{incident}": f"/incidents/{incident.id}", "{claim}": f"/claims/{arabic.id}"}
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--headless=new"]
        )
        for name, path, width, height, scheme, where, click in SHOTS:
            page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)
            page.set_default_timeout(120_000)
            base = f"http://127.0.0.1:{port}"
            page.goto(f"{base}/sign-in")
            page.fill("main [name=reviewer]", "Ada Osei")
            page.click("main .strong")
            page.goto(base + names.get(path, path))
            if where:
                page.evaluate("where => document.querySelector(where).scrollIntoView()", where)
            if click == "{join}":
                opened = page.evaluate("document.querySelector('.stand-group .part').closest('.claims').id")
                page.locator(f".cell[data-open~='{opened}']").click()
                page.locator("#drawer .part summary").first.click()
                page.locator("#drawer .part[open] button").first.scroll_into_view_if_needed()
                page.screenshot(path=folder / f"{name}.png")
                page.locator("#drawer .part[open] [name=note]").first.fill("Two desks wrote it")
                page.locator("#drawer .part[open] button").first.click()
                page.locator(".toast").wait_for()
                page.screenshot(path=folder / f"{name}-overruled.png")
            else:
                if click:
                    page.locator(click).click()
                page.screenshot(path=folder / f"{name}.png")
            page.close()
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
