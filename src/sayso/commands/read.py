"""`sayso read`: reports into a case."""
# ruff: noqa: D301  # the backspace in a help text is click's mark for lines that stay as they are

from __future__ import annotations

import json
import sys
from dataclasses import asdict, replace
from typing import TYPE_CHECKING

import click

from sayso.commands.base import (
    asked_with_progress,
    case_option,
    list_rejected,
    private_option,
    read_with_progress,
    told,
    told_of_model,
)

if TYPE_CHECKING:
    from pathlib import Path

    from sayso.case import ReadSummary
    from sayso.model import Rejected
    from sayso.proposing import ProposedSummary


@click.command()
@click.argument("paths", nargs=-1)
@case_option
@click.option("--json", "as_json", is_flag=True, help="Print what was done as one JSON object.")
@click.option("--columns", metavar="FIELD=NAME,…", default="", help="Which columns of a table hold what.")
@private_option
@click.option("--llm", is_flag=True, help="Then have a language model point at claims in the case (docs/llm.md).")
@click.option("--replay", is_flag=True, help="With --llm: send nothing, use the answers that the case keeps.")
def read(  # noqa: PLR0913  # a command's options
    paths: tuple[str, ...], folder: Path, *, as_json: bool, columns: str, private: bool, llm: bool, replay: bool
) -> None:
    """Read reports into a case: files, folders, globs, web addresses, or - for standard input.

    The original bytes are kept in the case, with a log of where they came from. docs/intake.md lists what is read.

    \b
    sayso read reports/*.html articles.jsonl --case my-case
    sayso read https://example.org/news/1 links.txt crawl.warc.gz --case my-case
    sayso read list.csv --columns text=Body,published=Datum --case my-case
    sayso read --llm --case my-case
    """
    from sayso.case import Case
    from sayso.config import Settings

    settings = Settings.load(folder / "sayso.toml")
    settings = replace(settings, columns=_named(columns) or settings.columns)
    case = Case(folder, settings=replace(settings, web_private=settings.web_private or private))
    if not paths and not llm:
        raise click.UsageError("Missing argument 'PATHS...'.")
    if replay and not llm:
        raise click.UsageError("--replay goes with --llm.")
    if llm:
        case.check_llm()
    summary = read_with_progress(case, paths) if paths else None
    asked = asked_with_progress(case, replay=replay) if llm else None
    if as_json:
        click.echo(json.dumps(_done(summary, asked), ensure_ascii=False))
    else:
        for line in (told(summary) if summary else "", told_of_model(asked) if asked else ""):
            if line:
                click.echo(line)
    list_rejected((*(summary.rejected if summary else ()), *(asked.rejected if asked else ())))
    if summary and summary.rejected and not summary.stored and not summary.known:
        sys.exit(1)
    if asked and asked.rejected and not asked.read and not asked.known:
        sys.exit(1)


def _done(summary: ReadSummary | None, asked: ProposedSummary | None) -> dict[str, object]:
    """Return what was done as JSON values; what the model did stands under `llm`."""
    done: dict[str, object] = {}
    if summary is not None:
        done |= {"stored": summary.stored, "known": summary.known, "claims": summary.claims}
        done["rejected"] = _remarks(summary.rejected)
    if asked is not None:
        done["llm"] = {**asdict(asked), "rejected": _remarks(asked.rejected)}
    return done


def _remarks(rejected: tuple[Rejected, ...]) -> list[dict[str, str]]:
    return [{"report": r.subject, "problem": r.problem, "mend": r.mend} for r in rejected]


def _named(columns: str) -> tuple[tuple[str, str], ...]:
    """Return what `--columns` says: text=Body,published=Datum."""
    from sayso.config import named_columns

    pairs = [pair.partition("=") for pair in columns.split(",") if pair.strip()]
    if not all(field.strip() and name.strip() for field, _, name in pairs):
        raise click.BadParameter("write it as text=Body,published=Datum", param_hint="--columns")
    return named_columns("--columns", ((field.strip(), name.strip()) for field, _, name in pairs))
