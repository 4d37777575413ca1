"""The desk's pages: its own templates over the dossier's, with the same macros, words and escaping.

In: a template's name and values. Out: HTML. A template of the desk stands in for one of the dossier's of the same
name; that is how the dossier's claims get their buttons here (`_slots.html`).
"""

from __future__ import annotations

import functools
import json
from typing import TYPE_CHECKING

from fastapi.responses import HTMLResponse

from sayso.desk.joins import join_of
from sayso.model import CASUALTY_QUESTIONS
from sayso.show import document
from sayso.show.book import outlet_of
from sayso.version import __version__

if TYPE_CHECKING:
    from fastapi import Request
    from jinja2 import Environment

    from sayso.model import Decision

VERDICT_WORDS = {
    "accept": "accepted",
    "reject": "rejected",
    "amend": "amended",
    "same": "joined as one incident",
    "different": "parted into two incidents",
    "same_origin": "joined as one origin",
    "different_origin": "parted as two origins",
    "unsure": "left open",
    "withdraw": "taken back",
}


@functools.cache
def environment() -> Environment:
    """Return the desk's templates."""
    from jinja2 import ChoiceLoader, PackageLoader

    base = document.environment()
    made = base.overlay(loader=ChoiceLoader([PackageLoader("sayso.desk"), PackageLoader("sayso.show")]))
    made.globals = {
        **base.globals,
        "desk": True,
        "verdict_words": VERDICT_WORDS,
        "version": __version__,
        "join_of": join_of,
        "casualty_questions": CASUALTY_QUESTIONS,
    }
    made.filters = {**base.filters, "changes": changes_of, "moment": moment_of, "outlet": outlet_of}
    return made


def page(request: Request, name: str, **values: object) -> HTMLResponse:
    """Return a page with what every page has: who is asking, the form mark, lines kept for it."""
    from sayso.desk.identity import csrf_of, flashed, reviewer_of

    text = (
        environment()
        .get_template(name)
        .render(
            csrf=csrf_of(request),
            reviewer=reviewer_of(request),
            flashed=flashed(request),
            path=request.url.path,
            here=request.url.path + (f"?{request.url.query}" if request.url.query else ""),
            locked=request.app.state.options.locked,
            **{"seen": len(request.app.state.workroom.live.now().decisions), **values},
        )
    )
    return HTMLResponse(text)


def changes_of(decision: Decision) -> tuple[tuple[str, str], ...]:
    """Return what an amendment changes as (field, value) pairs in plain words; nothing for other decisions."""
    try:
        fields = json.loads(decision.amended or "{}")
    except ValueError:
        return (("amendment", decision.amended or ""),)
    if not isinstance(fields, dict):
        return ()
    return tuple((name.replace("_", " "), _plain(value)) for name, value in fields.items())


def moment_of(at: str) -> str:
    """Return "22 Nov 2026, 17:05" for an ISO time."""
    from sayso.show import words

    return ", ".join(filter(None, (words.day(at), words.clock(at))))


def _plain(value: object) -> str:
    if isinstance(value, dict):
        kept = {key: item for key, item in value.items() if item is not None and key not in {"type", "kind", "id"}}
        if "quote" in kept:
            return f"“{kept['quote']}”"
        return str(kept["name"]) if "name" in kept else ", ".join(f"{key} {item}" for key, item in kept.items())
    return "the outlet itself" if value is None else str(value)
