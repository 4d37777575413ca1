"""`sayso explain`: where one cell of the account matrix comes from."""
# ruff: noqa: D301  # the backspace in a help text is click's mark for lines that stay as they are

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from sayso.commands.base import case_option, chosen

if TYPE_CHECKING:
    from pathlib import Path


@click.command()
@click.argument("finding")
@case_option
@click.option("--incident", help="The incident's id, or the beginning of it.  [default: the one with most reports]")
def explain(finding: str, folder: Path, incident: str | None) -> None:
    """Print from which spans, joins and decisions a finding comes.

    FINDING is a question as `sayso show` prints it, or a finding's id; the beginning is enough.

    \b
    sayso explain "Killed: civilians" --case my-case
    sayso explain f-3f2a --case my-case --incident i-77e1
    """
    from sayso.case import Case
    from sayso.show.explained import explained, finding_of

    case = Case(folder)
    dossier = case.dossier(chosen(case, incident))
    for line in explained(dossier, finding_of(dossier.findings, finding)):
        click.echo(line)
