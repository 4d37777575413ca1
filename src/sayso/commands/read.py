"""`sayso read`: reports into a case."""
# ruff: noqa: D301  # the backspace in a help text is click's mark for lines that stay as they are

from __future__ import annotations

import json
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from sayso.commands.base import case_option, list_rejected, private_option, read_with_progress, told

if TYPE_CHECKING:
    from pathlib import Path


@click.command()
@click.argument("paths", nargs=-1, required=True)
@case_option
@click.option("--json", "as_json", is_flag=True, help="Print what was done as one JSON object.")
@click.option("--columns", metavar="FIELD=NAME,…", default="", help="Which columns of a table hold what.")
@private_option
def read(paths: tuple[str, ...], folder: Path, *, as_json: bool, columns: str, private: bool) -> None:
    """Read reports into a case: files, folders, globs, web addresses, or - for standard input.

    The original bytes are kept in the case, with a log of where they came from. docs/intake.md lists what is read.

    \b
    sayso read reports/*.html articles.jsonl --case my-case
    sayso read https://example.org/news/1 links.txt crawl.warc.gz --case my-case
    sayso read list.csv --columns text=Body,published=Datum --case my-case
    """
    from sayso.case import Case
    from sayso.config import Settings

    settings = Settings.load(folder / "sayso.toml")
    settings = replace(settings, columns=_named(columns) or settings.columns)
    case = Case(folder, settings=replace(settings, web_private=settings.web_private or private))
    summary = read_with_progress(case, paths)
    if as_json:
        rejected = [{"report": r.subject, "problem": r.problem, "mend": r.mend} for r in summary.rejected]
        done = {"stored": summary.stored, "known": summary.known, "claims": summary.claims, "rejected": rejected}
        click.echo(json.dumps(done, ensure_ascii=False))
    else:
        click.echo(told(summary))
    list_rejected(summary.rejected)
    if summary.rejected and not summary.stored and not summary.known:
        sys.exit(1)


def _named(columns: str) -> tuple[tuple[str, str], ...]:
    """Return what `--columns` says: text=Body,published=Datum."""
    from sayso.config import named_columns

    pairs = [pair.partition("=") for pair in columns.split(",") if pair.strip()]
    if not all(field.strip() and name.strip() for field, _, name in pairs):
        raise click.BadParameter("write it as text=Body,published=Datum", param_hint="--columns")
    return named_columns("--columns", ((field.strip(), name.strip()) for field, _, name in pairs))
