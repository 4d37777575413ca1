"""`sayso incidents`: the incidents of a case, listed."""
# ruff: noqa: D301  # the backspace in a help text is click's mark for lines that stay as they are

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from sayso.commands.base import case_option

if TYPE_CHECKING:
    from pathlib import Path


@click.command()
@case_option
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
