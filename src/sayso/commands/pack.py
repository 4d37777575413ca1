"""`sayso pack`: a whole case as one file."""
# ruff: noqa: D301  # the backspace in a help text is click's mark for lines that stay as they are

from __future__ import annotations

from pathlib import Path

import click

from sayso.commands.base import case_option


@click.command()
@case_option
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="File to write.")
def pack(folder: Path, output: Path | None) -> None:
    """Put a case into one file: its originals as a web archive (WACZ), its ledger, custody log and settings.

    The same case gives the same bytes. `sayso unpack` makes it a folder again.

    \b
    sayso pack --case my-case -o my-case.wacz
    """
    from sayso import custody

    target = output or Path(f"{folder.name}.wacz")
    size = custody.pack(folder, target)
    click.echo(f"{target} ({size:,} bytes)")
