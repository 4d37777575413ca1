"""`sayso places`: gazetteers of the user's own."""
# ruff: noqa: D301  # the backspace in a help text is click's mark for lines that stay as they are

from __future__ import annotations

from pathlib import Path

import click

from sayso.commands.base import case_option, list_rejected


@click.group()
def places() -> None:
    """Add places that the index which ships does not hold.

    \b
    sayso places import villages.csv --case my-case
    """


@places.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@case_option
def import_(files: tuple[Path, ...], folder: Path) -> None:
    """Import gazetteers into a case: GeoNames dumps, or tables with at least name, lat and lon.

    A table may also have names (others, with | between), country (ISO code), population and radius_km. Reports read
    from then on know the places; what an earlier import brought is replaced, so name all files at once.

    \b
    sayso places import SY.txt villages.csv --case my-case
    """
    from sayso.registry.places.importing import import_places

    done = import_places(files, folder / "places")
    known = f", {done.known} known already" if done.known else ""
    other = f", {done.other} lines of other kinds" if done.other else ""
    click.echo(f"{done.places} places{known}{other}, {done.unread} lines not read")
    list_rejected(done.rejected)
