"""`sayso demo`: the bundled example, from reports to dossier."""
# ruff: noqa: D301  # the backspace in a help text is click's mark for lines that stay as they are

from __future__ import annotations

from pathlib import Path

import click

from sayso.commands.base import EXAMPLE, chosen, list_rejected, print_matrix, read_with_progress, told


@click.command()
@click.argument("reports", nargs=-1)
@click.option("--case", "folder", default="out/case", show_default=True, type=click.Path(path_type=Path))
@click.option("-o", "--output", default="out/dossier.html", show_default=True, type=click.Path(path_type=Path))
def demo(reports: tuple[str, ...], folder: Path, output: Path) -> None:
    """Read the bundled example (or your own REPORTS), print the account matrix and write the dossier.

    \b
    sayso demo
    sayso demo my-reports/
    """
    from sayso.case import Case

    if not reports and not EXAMPLE.is_dir():
        raise click.ClickException("the example is not installed with the package: name your own reports")
    case = Case(folder)
    summary = read_with_progress(case, reports or (str(EXAMPLE),))
    click.echo(told(summary))
    list_rejected(summary.rejected)
    print_matrix(case, None, None)
    output.parent.mkdir(parents=True, exist_ok=True)
    output.write_text(case.page(chosen(case, None)), encoding="utf-8")
    click.echo(f"\nDossier: {output.resolve()}\nCase:    {folder.resolve()}")
