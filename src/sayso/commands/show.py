"""`sayso show`: an account matrix in the terminal."""
# ruff: noqa: D301  # the backspace in a help text is click's mark for lines that stay as they are

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from sayso.commands.base import case_option, print_matrix

if TYPE_CHECKING:
    from pathlib import Path


@click.command()
@click.argument("incident", required=False)
@case_option
@click.option("--width", type=int, help="Columns to draw in; the terminal's own by default.")
@click.option("--ids", is_flag=True, help="Print each finding's id too, for `sayso explain`.")
def show(incident: str | None, folder: Path, width: int | None, *, ids: bool) -> None:
    """Print an incident's account matrix: questions by origins, with a status for each question.

    Without INCIDENT, the one with most reports is shown.

    \b
    sayso show --case my-case
    sayso show i-3f2a --case my-case
    """
    from sayso.case import Case

    print_matrix(Case(folder), incident, width, ids=ids)
