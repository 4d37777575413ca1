"""The desk: a case on a web page where people look, doubt and decide.

In: a case folder and people with a browser. Out: pages, a JSON API, and decisions appended to the case's ledger. It
weighs and counts nothing itself: every figure on its pages comes from `State`, every decision goes to the ledger. It
listens on this machine alone unless it is given a password or a token. Needs the extra `sayso[desk]`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fastapi import FastAPI

    from sayso.case import Case
    from sayso.desk.options import Options

__all__ = ["create_app"]


def create_app(case: Case, options: Options | None = None) -> FastAPI:
    """Return the desk of a case as an ASGI application.

    Raises:
        LedgerError: if the case's ledger cannot be opened or was altered.
    """
    from sayso.desk.app import made

    return made(case, options)
