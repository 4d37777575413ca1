"""The gate: every source is kept, told apart and read; what lies in it or is linked from it comes here again.

In: sources and links. Out: reports and rejections, each with the receipt of the bytes that it came from. A page is
fetched once in a call, however often it is linked. No depth of archives in archives, and no page that links to
itself, leads further down than `_DEPTH`.
"""

from __future__ import annotations

import io
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, BinaryIO, Final, cast
from urllib.parse import urlsplit

from sayso.errors import CustodyError, IntakeError, LedgerError, SaysoError
from sayso.intake.arrival import Draft, Link, Source, Stated
from sayso.intake.decode import refuse_unless_text
from sayso.intake.drafts import report_of
from sayso.intake.encodings import decoded
from sayso.intake.files import host_of, opened
from sayso.intake.ways import way_for
from sayso.model import Rejected

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from sayso.config import Settings
    from sayso.custody import Receipt, Room
    from sayso.intake.web import Fetched, Web
    from sayso.model import Report

_DEPTH: Final = 6
_GONE: Final = 400  # HTTP statuses from here on bring no report
_MENDS: Final = "Check the address in a browser, or save the page and read the file."
# What a server calls a document → the ending by which the ways in know it.
_ENDINGS: Final = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "application/rss+xml": ".xml",
    "application/atom+xml": ".xml",
    "application/xml": ".xml",
    "text/xml": ".xml",
    "application/pdf": ".pdf",
    "text/plain": ".txt",
    "text/csv": ".csv",
    "application/warc": ".warc",
    "application/json": ".json",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A report or rejection, and the bytes that it came from; None where there were none, or nothing is kept."""

    item: Report | Rejected
    receipt: Receipt | None = None


class Gate:
    """Takes in sources and links.

    Args:
        settings: limits and languages.
        room: keeps the bytes; without one nothing is kept.
        web: fetches links; made when the first comes, if none is given.
        skip: addresses that are not to be fetched.
    """

    def __init__(
        self, settings: Settings, room: Room | None = None, web: Web | None = None, skip: Collection[str] = ()
    ) -> None:
        """Open the gate."""
        self._settings = settings
        self._room = room
        self._web = web
        self._fetched: set[str] = set(skip)

    def take(
        self, item: Draft | Rejected | Source | Link, receipt: Receipt | None = None, depth: int = 0
    ) -> Iterator[Taken]:
        """Yield what an item comes to; whatever goes wrong with it is one rejection."""
        subject = item.url if isinstance(item, Link) else item.subject
        yield from _guarded(self._taken(item, receipt, depth), subject, receipt)

    def _taken(self, item: Draft | Rejected | Source | Link, receipt: Receipt | None, depth: int) -> Iterator[Taken]:
        if isinstance(item, Rejected):
            yield _refused(item.subject, item.problem, item.mend, receipt)
        elif isinstance(item, Draft):
            yield from (Taken(item=made, receipt=receipt) for made in report_of(item, self._settings))
        elif depth > _DEPTH:
            subject = item.url if isinstance(item, Link) else item.subject
            problem = "lies too deep in other archives or lists"
            yield _refused(subject, problem, "Unpack it, and read what is in it.", receipt)
        elif isinstance(item, Link):
            yield from self._link(item, receipt, depth)
        else:
            yield from self._source(item, receipt, depth)

    def _source(self, source: Source, receipt: Receipt | None, depth: int) -> Iterator[Taken]:
        kind = way_for(source.head, source.suffix).kind
        if source.response is None and (kind == "plain" or (kind == "picture" and not self._settings.ocr)):
            refuse_unless_text(source.head, source.subject)  # pictures and films are not copied to be turned away
        with ExitStack() as stack:
            if not source.inner and self._room is not None:
                held, receipt = stack.enter_context(
                    self._room.receiving(source.stream, source.subject, source.name, source.response)
                )
                file = cast("BinaryIO", stack.enter_context(held.path.open("rb")))
                source = replace(source, stream=file, path=held.path)
            yield from _guarded(self._inside(source, receipt, depth), source.subject, receipt)

    def _inside(self, source: Source, receipt: Receipt | None, depth: int) -> Iterator[Taken]:
        if source.response is not None:
            source = self._answered(source, receipt)
        for item in way_for(source.head, source.suffix).read(source, self._settings):
            if isinstance(item, Draft):
                yield from self.take(_with(item, source.stated), receipt, depth + 1)
            else:
                yield from self.take(item, receipt, depth + 1)

    def _answered(self, source: Source, receipt: Receipt | None) -> Source:
        """Return the source with its body decoded.

        Raises:
            IntakeError: if the server sent an error.
        """
        response = source.response
        if response is None or response.status >= _GONE:
            status = response.status if response else 0
            raise IntakeError(source.subject, f"the server answered with status {status}", _MENDS)
        stated = replace(source.stated, captured=source.stated.captured or (receipt.at if receipt else None))
        encoding = response.header("content-encoding") or ""
        if encoding.strip().lower() in {"", "identity"}:
            return replace(source, stated=stated)
        body = decoded(source.stream.read(), encoding, source.subject, self._settings.max_bytes)
        again = opened(source.subject, source.name, io.BytesIO(body), stated)
        return replace(again, response=response)

    def _link(self, link: Link, receipt: Receipt | None, depth: int) -> Iterator[Taken]:
        if link.url in self._fetched:
            return
        self._fetched.add(link.url)
        if link.within and host_of(link.url) != link.within:
            problem = f"is of another host than the list that names it ({link.within})"
            yield _refused(link.url, problem, "Read it by its own address if you trust it.", None)
            return
        if self._web is None:
            from sayso.intake.web import Web

            self._web = Web(self._settings)
        came: list[Taken] = []
        try:
            source = source_of(self._web.fetch(link.url), link)
        except SaysoError as error:
            came.append(_refused(error.subject, error.problem, error.mend, None))
        else:
            for taken in self.take(source, None, depth + 1):
                if isinstance(taken.item, Rejected) and link.instead is not None:
                    came.append(taken)
                else:
                    link = replace(link, instead=None)
                    yield taken
        if link.instead is not None:  # what the feed itself says, rather than nothing
            yield from self.take(link.instead, receipt, depth + 1)
        yield from came


def source_of(fetched: Fetched, link: Link) -> Source:
    """Return what was fetched as a source."""
    response = fetched.response
    path = PurePosixPath(urlsplit(response.final_url).path)
    media, _, rest = (response.header("content-type") or "").partition(";")
    ending = _ENDINGS.get(media.strip().lower())
    name = path.name or (urlsplit(response.final_url).hostname or "page")
    charset = rest.partition("charset=")[2].split(";")[0].strip("\"' ") or None
    stated = replace(link.stated, url=response.final_url, charset=charset)
    source = opened(link.url, f"{path.stem or name}{ending}" if ending else name, io.BytesIO(fetched.body), stated)
    return replace(source, response=response)


def _with(draft: Draft, stated: Stated) -> Draft:
    """Return a draft with its gaps filled by what whoever handed it over says."""
    return replace(
        draft,
        url=draft.url or stated.url,
        title=draft.title or stated.title,
        outlet=draft.outlet or stated.outlet,
        published=draft.published or stated.published,
        captured=draft.captured or stated.captured,
        language=draft.language or stated.language,
    )


def _guarded(steps: Iterator[Taken], subject: str, receipt: Receipt | None) -> Iterator[Taken]:
    """Yield what the steps give; an error ends them with one rejection."""
    try:
        yield from steps
    except (CustodyError, LedgerError):
        raise  # it is the case that is in trouble, not what is read
    except SaysoError as error:
        yield _refused(error.subject, error.problem, error.mend, receipt)
    except OSError as error:
        problem = f"cannot be read ({error.strerror or error})"
        yield _refused(subject, problem, "Check its permissions, or fetch it again.", receipt)
    except Exception as error:  # noqa: BLE001  # a stranger's bytes may break a parser in any way; the rest goes on
        problem = f"cannot be taken apart ({type(error).__name__}: {str(error)[:200]})"
        yield _refused(subject, problem, "Leave it out, or save its words as a text file.", receipt)


def _refused(subject: str, problem: str, mend: str, receipt: Receipt | None) -> Taken:
    """Return a rejection whose problem is one line, whatever a parser said."""
    return Taken(item=Rejected(subject=subject, problem=" ".join(problem.split()), mend=mend), receipt=receipt)
