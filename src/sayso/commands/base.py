"""What commands share: the case option, progress, and how remarks and matrices are printed."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from sayso.case import Case, ReadSummary
    from sayso.model import Rejected, Report
    from sayso.proposing import ProposedSummary

EXAMPLE = Path(__file__).resolve().parents[3] / "examples" / "khirbet-ammu" / "reports"
case_option = click.option(
    "--case",
    "folder",
    default="sayso-case",
    show_default=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="The case folder.",
)

private_option = click.option(
    "--allow-private", "private", is_flag=True, help="Ask addresses of this machine and the local network too."
)


def read_with_progress(case: Case, paths: Iterable[str]) -> ReadSummary:
    """Read `paths` into `case`, with a progress bar where standard error is a terminal."""
    with _bar() as step:
        return case.read(paths, stdin=sys.stdin.buffer, progress=step)


@contextmanager
def _bar() -> Iterator[Callable[[Report | Rejected], None] | None]:
    """Give what to call after each report: nothing where nobody looks."""
    if not sys.stderr.isatty():
        yield None
        return
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
        yield step


def _name(item: Report | Rejected) -> str:
    from sayso.model import Rejected

    return item.subject if isinstance(item, Rejected) else (item.key or item.origin_file or item.id)


def told(summary: ReadSummary) -> str:
    """Return one line that says what a reading did."""
    known = f", {summary.known} already known" if summary.known else ""
    return f"{summary.stored} reports stored{known}, {summary.claims} claims found, {len(summary.rejected)} remarks"


def asked_with_progress(case: Case, *, replay: bool) -> ProposedSummary:
    """Have a language model read the case's reports, with a progress bar where standard error is a terminal."""
    with _bar() as step:
        return case.read_llm(replay=replay, progress=step)


def told_of_model(summary: ProposedSummary) -> str:
    """Return one line that says what the language model's reading did."""
    known = f", {summary.known} already" if summary.known else ""
    return (
        f"{summary.read} reports read by the model{known}: {summary.proposed} passages pointed at, "
        f"{summary.refused} turned away, {summary.claims} claims, {summary.waiting} of them wait for a reviewer "
        f"({summary.requests} requests, {summary.tokens} tokens)"
    )


def list_rejected(rejected: tuple[Rejected, ...]) -> None:
    """Print each rejection as a line on standard error."""
    for item in rejected:
        click.echo(f"  ! {item.subject}: {item.problem}. {item.mend}", err=True)


def chosen(case: Case, incident: str | None) -> str:
    """Return the id asked for, or that of the incident with most reports."""
    if incident:
        return incident
    found = case.incidents()
    if not found:
        raise click.ClickException("no incident in this case yet: read some reports first")
    return found[0].id


def print_matrix(case: Case, incident: str | None, width: int | None, *, ids: bool = False) -> None:
    """Print an incident's account matrix to the terminal, with the findings' ids if asked for."""
    from rich.console import Console

    from sayso import show as shown

    console = Console(width=width) if width else Console()
    console.print(shown.matrix(case.dossier(chosen(case, incident)), ids=ids))
