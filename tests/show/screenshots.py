"""Take the pictures of the dossier that the documentation shows, from the dossiers of these tests.

python tests/show/screenshots.py docs/img
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

import arabic
import khirbet_ammu
from playwright.sync_api import sync_playwright

from sayso import show

# name, dossier, width, height, scheme, what to scroll to, whether to open a cell
SHOTS = (
    ("dossier", khirbet_ammu.dossier, 1200, 780, "light", "body", False),
    ("matrix", khirbet_ammu.dossier, 1200, 780, "light", "#matrix", False),
    ("cell", khirbet_ammu.dossier, 1200, 780, "light", "#matrix", True),
    ("chains-dark", khirbet_ammu.dossier, 1200, 780, "dark", "#chains", False),
    ("phone", khirbet_ammu.dossier, 390, 780, "light", "body", False),
    ("right-to-left", arabic.dossier, 1200, 780, "light", "#matrix", True),
)


def main(folder: Path) -> None:
    """Write one PNG for each shot into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as scratch:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--headless=new"]
        )
        for name, make, width, height, scheme, where, opened in SHOTS:
            file = Path(scratch) / "dossier.html"
            file.write_text(show.page(make()), encoding="utf-8")
            page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)
            page.goto(file.as_uri())
            page.evaluate("where => document.querySelector(where).scrollIntoView()", where)
            if opened:
                page.locator(".cell").first.click()
            page.screenshot(path=folder / f"{name}.png")
            page.close()
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
