"""`sayso verify`: is everything exactly what was written?"""
# ruff: noqa: D301  # the backspace in a help text is click's mark for lines that stay as they are

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from sayso.commands.base import case_option

if TYPE_CHECKING:
    from pathlib import Path


@click.command()
@case_option
@click.option("--json", "as_json", is_flag=True, help="Print the result as one JSON object.")
def verify(folder: Path, *, as_json: bool) -> None:
    """Check offline that ledger, original bytes and custody log are exactly what was written, and agree.

    Names the first thing that does not match, and then ends with status 1.

    \b
    sayso verify --case my-case
    """
    from sayso.case import Case

    proof = Case(folder).verify()
    if as_json:
        click.echo(json.dumps(asdict(proof), ensure_ascii=False))
    for note in () if as_json else proof.notes:
        click.echo(f"  ! {note}", err=True)
    if not proof.ok:
        raise click.ClickException(f"{folder}: {proof.first_problem}")
    if not as_json:
        click.echo(
            f"{folder}: {proof.records} records in {proof.segments} segments, {proof.originals} originals "
            f"({proof.size:,} bytes), {proof.entries} custody entries, nothing altered"
        )
