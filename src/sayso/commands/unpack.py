"""`sayso unpack`: a packed case made a folder again."""
# ruff: noqa: D301  # the backspace in a help text is click's mark for lines that stay as they are

from __future__ import annotations

from pathlib import Path

import click

from sayso.commands.base import case_option


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@case_option
def unpack(file: Path, folder: Path) -> None:
    """Make a case folder from FILE, byte for byte, and verify it.

    \b
    sayso unpack my-case.wacz --case my-case
    """
    from sayso import custody

    custody.unpack(file, folder)
    proof = custody.verify(folder)
    for note in proof.notes:
        click.echo(f"  ! {note}", err=True)
    if not proof.ok:
        raise click.ClickException(f"{folder}: unpacked as it was packed, but {proof.first_problem}")
    click.echo(f"{folder}: {proof.records} records and {proof.originals} originals, nothing altered")
