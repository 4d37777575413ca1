"""`sayso explain`: where one cell of the account matrix comes from."""
# ruff: noqa: D301  # the backspace in a help text is click's mark for lines that stay as they are

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from sayso.commands.base import case_option, chosen

if TYPE_CHECKING:
    from pathlib import Path


@click.command()
@click.argument("finding")
@case_option
@click.option("--incident", help="The incident's id, or the beginning of it.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.option("--width", type=int, help="Columns to print in; the terminal's own by default.")
def explain(finding: str, folder: Path, incident: str | None, width: int | None, *, as_json: bool) -> None:
    """Print from which spans, joins and decisions a finding comes.

    FINDING is a question as `sayso show` prints it, or an id that `sayso show --ids` prints; the beginning is enough.
    Without --incident, a question is one of the incident with most reports, and an id is looked for in all.

    \b
    sayso explain "Who fired first" --case my-case
    sayso explain f-3f2a --case my-case
    sayso explain Strikes --incident i-77e1 --json --case my-case
    """
    from sayso import show
    from sayso.case import Case
    from sayso.show.asked import is_id, meant

    case = Case(folder)
    everywhere = incident is None and is_id(finding)
    found = meant(case.dossiers() if everywhere else (case.dossier(chosen(case, incident)),), finding)
    if as_json:
        from sayso.ledger import to_json

        click.echo(json.dumps(to_json(show.cell(*found)), ensure_ascii=False))
        return
    from rich.console import Console

    (Console(width=width) if width else Console()).print(show.explanation(*found))
