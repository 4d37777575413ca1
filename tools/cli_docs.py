"""Make `docs/cli.md` from what the commands say of themselves with `--help`.

In: the commands of `sayso.cli`. Out: the page's text; written with `python -m tools.cli_docs`. A test compares the
page with this, so that the two cannot part.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import click

from sayso.cli import COMMANDS, command, main

PAGE: Final = Path(__file__).parents[1] / "docs" / "cli.md"
_WIDTH: Final = 100
_HEAD: Final = """# The command line

Made from `--help` by `python -m tools.cli_docs`.

Exit status: 0 when it was done, 1 when it could not be (nothing could be read, an unknown incident, an altered
ledger), 2 when the call itself was wrong. Remarks and errors go to standard error, one line each.
"""


def page() -> str:
    """Return the page: the program itself, then its commands in order of name."""
    parts = [_HEAD, _section("sayso", main, None)]
    above = click.Context(main, info_name="sayso")
    for name in sorted(COMMANDS):
        found = command(name)
        parts.append(_section(f"sayso {name}", found, above))
        if isinstance(found, click.Group):
            inner = click.Context(found, info_name=name, parent=above)
            parts += [_section(f"sayso {name} {sub}", one, inner) for sub, one in sorted(found.commands.items())]
    return "\n".join(parts)


def _section(title: str, command: click.Command, above: click.Context | None) -> str:
    context = click.Context(
        command,
        info_name=title.rsplit(maxsplit=1)[-1],
        parent=above,
        terminal_width=_WIDTH,
        max_content_width=_WIDTH,
        help_option_names=["-h", "--help"],
    )
    return f"## {title}\n\n```text\n{command.get_help(context)}\n```\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
