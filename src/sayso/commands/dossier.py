"""`sayso dossier`: an incident as one HTML file."""
# ruff: noqa: D301  # the backspace in a help text is click's mark for lines that stay as they are

from __future__ import annotations

from pathlib import Path

import click

from sayso.commands.base import case_option, chosen


@click.command()
@click.argument("incident", required=False)
@case_option
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="File to write; - for output.")
def dossier(incident: str | None, folder: Path, output: Path | None) -> None:
    """Write an incident's dossier: one HTML file that needs no network.

    \b
    sayso dossier --case my-case -o dossier.html
    """
    from sayso.case import Case

    case = Case(folder)
    page = case.page(chosen(case, incident))
    target = output or Path("dossier.html")
    if str(target) == "-":
        click.echo(page, nl=False)
    else:
        target.write_text(page, encoding="utf-8")
        click.echo(f"{target} ({len(page.encode()) // 1000} kB)")
