"""The documentation says what is so: commands, packages, and files that it points to."""

import re
from pathlib import Path

import pytest

from tools.cli_docs import PAGE, page

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), *(ROOT / "examples").glob("*/*.md")])
LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)\s#]+)")


def test_the_page_of_commands_is_what_the_commands_say():
    assert PAGE.read_text(encoding="utf-8") == page(), "run: python -m tools.cli_docs"


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_somewhere(path):
    targets = LINK.findall(path.read_text(encoding="utf-8"))
    assert [target for target in targets if not (path.parent / target).exists()] == []


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_commands_in_examples_exist(path):
    from sayso.cli import COMMANDS

    text = path.read_text(encoding="utf-8")
    blocks = "\n".join(re.findall(r"```(?:sh|bash|shell|console|text)?\n(.*?)```", text, re.DOTALL))
    named = set(re.findall(r"^\s*(?:\$ )?sayso ([a-z]+)\b", blocks, re.MULTILINE))
    assert named <= set(COMMANDS)


def test_every_room_is_in_the_plan_of_the_house():
    plan = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    rooms = [path.name for path in (ROOT / "src" / "sayso").iterdir() if (path / "__init__.py").exists()]
    assert [room for room in rooms if f"`{room}/`" not in plan] == []
