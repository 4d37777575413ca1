"""`sayso stamp`: an outside witness that the case existed by now."""
# ruff: noqa: D301  # the backspace in a help text is click's mark for lines that stay as they are

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from sayso.commands.base import case_option


@click.command()
@click.argument("authority", metavar="URL")
@case_option
@click.option(
    "--root",
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The authority's root certificate (PEM), kept with the stamp.",
)
def stamp(authority: str, folder: Path, root: Path) -> None:
    """Have a time-stamping authority (RFC 3161) at URL sign the custody log's last line.

    Only a hash is sent. `sayso verify` checks the stamp from then on, offline.

    \b
    sayso stamp https://freetsa.org/tsr --root cacert.pem --case my-case
    """
    from sayso import custody
    from sayso.config import Settings
    from sayso.intake import Web

    web = Web(replace(Settings.load(folder / "sayso.toml"), web_private=True))

    def ask(request: bytes) -> bytes:
        return web.post(authority, request, "application/timestamp-query").body

    at = custody.stamp(custody.Log(folder / "custody"), ask, root.read_bytes(), authority)
    click.echo(f"{folder}: stamped at {at}")
