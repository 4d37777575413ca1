"""`sayso watch`: feeds, pages and folders, read as they change."""
# ruff: noqa: D301  # the backspace in a help text is click's mark for lines that stay as they are

from __future__ import annotations

import json
import time
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from sayso.commands.base import case_option, list_rejected, private_option, told

if TYPE_CHECKING:
    from pathlib import Path

    from sayso.case import Case
    from sayso.watching import Round


@click.command()
@click.argument("watched", nargs=-1, required=True)
@case_option
@click.option("--once", is_flag=True, help="Look once and end.")
@click.option("--every", default=300, show_default=True, type=click.IntRange(1), help="Seconds between two looks.")
@click.option("--webhook", metavar="URL", help="Post what changed to this address, as JSON.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object per change.")
@private_option
def watch(  # noqa: PLR0913  # one argument per option
    watched: tuple[str, ...],
    folder: Path,
    every: int,
    webhook: str | None,
    *,
    once: bool,
    as_json: bool,
    private: bool,
) -> None:
    """Read feeds, sitemaps, pages, files and folders as they change, and print what that changed in the case.

    It goes on where an earlier watch of the same case stopped. Press Ctrl-C to end it.

    \b
    sayso watch https://example.org/rss incoming/ --case my-case
    sayso watch https://example.org/rss --case my-case --once
    """
    from sayso.case import Case
    from sayso.config import Settings
    from sayso.watching import Watch

    settings = Settings.load(folder / "sayso.toml")
    case = Case(folder, settings=replace(settings, web_private=settings.web_private or private))
    watching = Watch(case, watched)
    while True:
        found = watching.round()
        _print(found, as_json=as_json)
        if webhook and found.changes:
            _post(case, webhook, found)
        if once:
            return
        try:
            time.sleep(every)
        except KeyboardInterrupt:
            return


def _print(found: Round, *, as_json: bool) -> None:
    if found.read is not None and not as_json:
        click.echo(told(found.read))
    list_rejected((*found.remarks, *(found.read.rejected if found.read else ())))
    for change in found.changes:
        if as_json:
            click.echo(json.dumps(change.plain(), ensure_ascii=False))
        else:
            question = f" [{change.question}]" if change.question else ""
            click.echo(f"{change.name}: {change.kind}{question}: {change.text}")


def _post(case: Case, webhook: str, found: Round) -> None:
    """Post changes to an address of the user's own choice, on this machine too; a failure is told and no more."""
    from sayso.errors import SaysoError
    from sayso.intake import Web

    body = json.dumps({"case": case.folder.name, "changes": [change.plain() for change in found.changes]})
    try:
        answer = Web(replace(case.settings, web_private=True)).post(webhook, body.encode(), "application/json")
    except SaysoError as error:
        click.echo(f"  ! {error}", err=True)
        return
    if answer.status >= 300:  # noqa: PLR2004  # anything but success; redirects are not followed
        click.echo(f"  ! {webhook}: the webhook answered with status {answer.status}. Check its address.", err=True)
