"""The command line: each command makes one call of `Case` and prints what comes back.

In: arguments. Out: text for people (or JSON lines with `--json`), exit status 0, 1 (something was rejected or does
not verify) or 2 (the call itself was wrong). Progress bars appear on a terminal and never in a pipe.
"""
# ruff: noqa: D301  # the backspace in a help text is click's mark for lines that stay as they are

from __future__ import annotations

import errno
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sayso.errors import SaysoError
from sayso.version import __version__

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sayso.case import Case, ReadSummary
    from sayso.model import Rejected, Report

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "khirbet-ammu" / "reports"
_CASE = click.option(
    "--case",
    "folder",
    default="sayso-case",
    show_default=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="The case folder.",
)


class _Plain(click.Group):
    """A group whose commands end a user's mistake with one line instead of a traceback."""

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401  # click's own signature
        try:
            return super().invoke(ctx)
        except SaysoError as error:
            raise click.ClickException(str(error)) from error
        except OSError as error:
            if error.errno == errno.EPIPE:  # whoever read our output has seen enough; click ends quietly
                raise
            subject = error.filename or "the system"
            raise click.ClickException(f"{subject}: {error.strerror or error}. Check the path.") from error


@click.group(cls=_Plain, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="sayso")
def main() -> None:
    """Show who says what about a contested incident, and on whose word.

    \b
    sayso read reports/ --case my-case
    sayso incidents --case my-case
    sayso dossier --case my-case -o dossier.html
    """


@main.command()
@click.argument("paths", nargs=-1, required=True)
@_CASE
@click.option("--json", "as_json", is_flag=True, help="Print what was done as one JSON object.")
def read(paths: tuple[str, ...], folder: Path, *, as_json: bool) -> None:
    """Read reports into a case: files, folders, globs, or - for standard input.

    \b
    sayso read reports/*.html articles.jsonl --case my-case
    """
    from sayso.case import Case

    summary = _with_progress(Case(folder), paths)
    if as_json:
        rejected = [{"report": r.subject, "problem": r.problem, "mend": r.mend} for r in summary.rejected]
        done = {"stored": summary.stored, "known": summary.known, "claims": summary.claims, "rejected": rejected}
        click.echo(json.dumps(done, ensure_ascii=False))
    else:
        click.echo(_told(summary))
    _list_rejected(summary.rejected)
    if summary.rejected and not summary.stored and not summary.known:
        sys.exit(1)


@main.command()
@_CASE
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object per incident.")
def incidents(folder: Path, *, as_json: bool) -> None:
    """List the incidents of a case, the one with most reports first.

    \b
    sayso incidents --case my-case
    """
    from sayso.case import Case

    for incident in Case(folder).incidents():
        if as_json:
            row = {"id": incident.id, "name": incident.name, "reports": list(incident.report_ids)}
            click.echo(json.dumps({**row, "claims": len(incident.claim_ids)}, ensure_ascii=False))
        else:
            click.echo(f"{incident.id}  {len(incident.report_ids):>4} reports  {incident.name}")


@main.command()
@click.argument("incident", required=False)
@_CASE
@click.option("--width", type=int, help="Columns to draw in; the terminal's own by default.")
def show(incident: str | None, folder: Path, width: int | None) -> None:
    """Print an incident's account matrix: questions by origins, with a status for each question.

    Without INCIDENT, the one with most reports is shown.

    \b
    sayso show --case my-case
    sayso show i-3f2a --case my-case
    """
    from sayso.case import Case

    _print_matrix(Case(folder), incident, width)


@main.command()
@click.argument("incident", required=False)
@_CASE
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="File to write; - for output.")
def dossier(incident: str | None, folder: Path, output: Path | None) -> None:
    """Write an incident's dossier: one HTML file that needs no network.

    \b
    sayso dossier --case my-case -o dossier.html
    """
    from sayso.case import Case

    case = Case(folder)
    page = case.page(_chosen(case, incident))
    target = output or Path("dossier.html")
    if str(target) == "-":
        click.echo(page, nl=False)
    else:
        target.write_text(page, encoding="utf-8")
        click.echo(f"{target} ({len(page.encode()) // 1000} kB)")


@main.command()
@_CASE
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


@main.command()
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
    summary = _with_progress(case, reports or (str(EXAMPLE),))
    click.echo(_told(summary))
    _list_rejected(summary.rejected)
    _print_matrix(case, None, None)
    output.parent.mkdir(parents=True, exist_ok=True)
    output.write_text(case.page(_chosen(case, None)), encoding="utf-8")
    click.echo(f"\nDossier: {output.resolve()}\nCase:    {folder.resolve()}")


def _with_progress(case: Case, paths: Iterable[str]) -> ReadSummary:
    stdin = sys.stdin.buffer
    if not sys.stderr.isatty():
        return case.read(paths, stdin=stdin)
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (
        SpinnerColumn(),
        TextColumn("{task.completed} reports"),
        TimeElapsedColumn(),
        TextColumn("{task.fields[last]}"),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None, last="")
        step: Callable[[Report | Rejected], None] = lambda item: bar.update(task, advance=1, last=_name(item))  # noqa: E731
        return case.read(paths, stdin=stdin, progress=step)


def _name(item: Report | Rejected) -> str:
    from sayso.model import Rejected

    return item.subject if isinstance(item, Rejected) else (item.key or item.origin_file or item.id)


def _told(summary: ReadSummary) -> str:
    known = f", {summary.known} already known" if summary.known else ""
    return f"{summary.stored} reports stored{known}, {summary.claims} claims found, {len(summary.rejected)} remarks"


def _list_rejected(rejected: tuple[Rejected, ...]) -> None:
    for item in rejected:
        click.echo(f"  ! {item.subject}: {item.problem}. {item.mend}", err=True)


def _chosen(case: Case, incident: str | None) -> str:
    if incident:
        return incident
    found = case.incidents()
    if not found:
        raise click.ClickException("no incident in this case yet: read some reports first")
    return found[0].id


def _print_matrix(case: Case, incident: str | None, width: int | None) -> None:
    from rich.console import Console

    from sayso import show as shown

    console = Console(width=width) if width else Console()
    console.print(shown.matrix(case.dossier(_chosen(case, incident))))
