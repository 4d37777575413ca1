"""`sayso export`: a case, or one incident, in another format."""
# ruff: noqa: D301  # the backspace in a help text is click's mark for lines that stay as they are

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import click

from sayso.commands.base import case_option


@click.command()
@click.argument("format_name", metavar="FORMAT", required=False)
@case_option
@click.option("-o", "--output", "target", type=click.Path(path_type=Path), help="File or folder; - for output.")
@click.option("--incident", help="One incident: its id, or the beginning of it.  [default: all]")
@click.option("--policy", help="The policy that fills figures, where the format has any.")
@click.option("--list", "listing", is_flag=True, help="List the formats and the policies.")
def export(  # noqa: PLR0913  # one argument per option of the command
    format_name: str | None,
    folder: Path,
    target: Path | None,
    incident: str | None,
    policy: str | None,
    *,
    listing: bool,
) -> None:
    """Write a case in another format: tables, a database, ACLED, GED, GeoJSON and more.

    \b
    sayso export --list
    sayso export csv -o tables/ --case my-case
    sayso export acled -o events.csv --case my-case
    sayso export ged -o ged.csv --policy ucdp --case my-case
    """
    if listing:
        _list()
        return
    if format_name is None:
        raise click.UsageError("name a FORMAT; `sayso export --list` lists them")
    from sayso import export as formats
    from sayso import outgoing
    from sayso.case import Case

    chosen = formats.named(format_name)
    if target is None:
        raise click.UsageError(f"say where to: -o {chosen.makes}")
    case = Case(folder)
    if str(target) != "-":
        for path in outgoing.written(case, format_name, target, incident=incident, policy=policy):
            click.echo(f"{path} ({_size(path)})")
        return
    with tempfile.TemporaryDirectory() as room:
        made = outgoing.written(case, format_name, Path(room) / "out", incident=incident, policy=policy)
        if len(made) > 1:
            raise click.UsageError(f"{format_name} makes {len(made)} files: name a target instead of -")
        sys.stdout.buffer.write(made[0].read_bytes())


def _list() -> None:
    from sayso import export as formats
    from sayso.weigh.policies import policies

    for entry in formats.formats():
        default = f"  (policy: {entry.policy})" if entry.policy else ""
        click.echo(f"{entry.name:<12} {entry.title}{default}\n{'':<12} -o {entry.makes}")
    click.echo("\nPolicies:")
    for policy in policies():
        click.echo(f"{policy.stamp:<14} {policy.title}")


def _size(path: Path) -> str:
    size = path.stat().st_size
    return f"{size / 1000:.1f} kB" if size < 1_000_000 else f"{size / 1_000_000:.1f} MB"  # noqa: PLR2004  # a megabyte
