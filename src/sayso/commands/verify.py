"""`sayso verify`: is everything exactly what was written?"""
# ruff: noqa: D301  # the backspace in a help text is click's mark for lines that stay as they are

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from sayso.commands.base import case_option

if TYPE_CHECKING:
    from pathlib import Path


@click.command()
@case_option
def verify(folder: Path) -> None:
    """Check that the ledger is exactly what was written, offline.

    \b
    sayso verify --case my-case
    """
    from sayso.case import Case

    result = Case(folder).verify()
    if not result.ok:
        raise click.ClickException(f"{folder}: {result.first_problem}")
    click.echo(f"{folder}: {result.records} records in {result.segments} segments, nothing altered")
