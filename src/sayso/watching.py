"""Feeds, pages and folders watched: what is new goes into the case, and what that changed is told.

In: a case, addresses and paths. Out: one round at a time, the summary of what was read and the changes. What was seen
is kept in `watch.json` in the case folder, written after the reports are stored: a watch that is killed begins where
it stopped, and what it reads twice is stored once. It waits for nothing and prints nothing; that is the command's
part.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from sayso.changes import Change, Memory, changes_of, remembered
from sayso.errors import LedgerError, SaysoError
from sayso.ids import canonical_json, sha256_hex
from sayso.intake import Link, Source, Web
from sayso.intake.files import is_address
from sayso.intake.gate import source_of
from sayso.model import Rejected

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sayso.case import Case, ReadSummary

STATE: Final = "watch.json"
_FORMAT: Final = "sayso-watch-1"
_TRIES: Final = 3  # rounds in which a page that does not come is asked for
_UNCHANGED: Final = 304
_GONE: Final = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """What one round brought.

    Attributes:
        read: what was read; None where nothing was new.
        changes: in the case, since the round before (or, in a first round, since the watch began).
        remarks: watched addresses that could not be had.
    """

    read: ReadSummary | None
    changes: tuple[Change, ...]
    remarks: tuple[Rejected, ...]


class Watch:
    """A case and what is watched for it.

    Args:
        case: read into.
        watched: addresses (feeds, sitemaps, pages), files and folders.
        web: fetches; made when needed, if none is given.
    """

    def __init__(self, case: Case, watched: Iterable[str], web: Web | None = None) -> None:
        """Take up where an earlier watch of this case stopped.

        Raises:
            LedgerError: if its state cannot be read.
        """
        self._case = case
        self._watched = tuple(watched)
        self._web = web
        self._path = case.folder / STATE
        self._state = _loaded(self._path)
        self._memory: Memory | None = self._state.get("memory")

    def round(self) -> Round:
        """Look at everything once, read what is new, and return what changed.

        Raises:
            LedgerError: if the case cannot be written.
        """
        if self._memory is None:
            self._memory = remembered(self._case) if (self._case.folder / "ledger").is_dir() else {}
        remarks: list[Rejected] = []
        new = list(self._new(remarks))
        read = None
        if new:
            read = self._case.read(new, web=self._web, skip=self._done())
            self._settle()
        changes: tuple[Change, ...] = ()
        if (self._case.folder / "ledger").is_dir():
            now = remembered(self._case, self._memory)
            changes = changes_of(self._case, self._memory, now)
            self._memory = now
            self._save()
        return Round(read=read, changes=changes, remarks=tuple(remarks))

    def _new(self, remarks: list[Rejected]) -> Iterator[str | Source]:
        for watched in self._watched:
            if is_address(watched):
                yield from self._page(watched, remarks)
            else:
                yield from self._files(watched)

    def _files(self, path: str) -> Iterator[str]:
        from sayso.intake.files import sources_in

        seen: dict[str, list[int]] = self._state["files"]
        for source in sources_in([path]):
            if not isinstance(source, Source):
                continue
            at = Path(source.subject).stat()
            mark = [at.st_size, at.st_mtime_ns]
            if seen.get(source.subject) != mark:
                seen[source.subject] = mark
                yield source.subject

    def _page(self, url: str, remarks: list[Rejected]) -> Iterator[Source]:
        """Yield what is at an address, if it is not what was there in the round before."""
        known: dict[str, Any] = self._state["pages"].setdefault(url, {})
        asked = {"If-None-Match": known.get("etag"), "If-Modified-Since": known.get("modified")}
        try:
            self._web = self._web or Web(self._case.settings)
            fetched = self._web.fetch(url, {name: value for name, value in asked.items() if value})
        except SaysoError as error:
            remarks.append(Rejected(subject=error.subject, problem=error.problem, mend=error.mend))
            return
        response = fetched.response
        if response.status == _UNCHANGED:
            return
        if response.status >= _GONE:
            problem = f"the server answered with status {response.status}"
            remarks.append(Rejected(subject=url, problem=problem, mend="It is asked again in the next round."))
            return
        digest = sha256_hex(fetched.body)
        waiting = any(tries < _TRIES for tries in self._state["failed"].values())
        if known.get("sha256") != digest or waiting:
            yield source_of(fetched, Link(url=url))
        known.update(etag=response.header("etag"), modified=response.header("last-modified"), sha256=digest)
        if waiting:
            known.update(etag=None, modified=None)

    def _done(self) -> set[str]:
        """Return the addresses that were read, or failed too often."""
        failed: dict[str, int] = self._state["failed"]
        return {*self._state["links"], *(url for url, tries in failed.items() if tries >= _TRIES)}

    def _settle(self) -> None:
        """Note which addresses were read, and which have to be asked again."""
        outcomes, failed = self._web.outcomes if self._web is not None else {}, self._state["failed"]
        for url, came in outcomes.items():
            if url in self._watched:
                continue
            if came:
                self._state["links"][url] = 1
                failed.pop(url, None)
            else:
                failed[url] = failed.get(url, 0) + 1
        outcomes.clear()

    def _save(self) -> None:
        self._state["memory"] = self._memory
        partial = self._path.with_name(f".{STATE}.partial")
        partial.write_text(canonical_json(self._state) + "\n", encoding="utf-8")
        partial.replace(self._path)


def _loaded(path: Path) -> dict[str, Any]:
    if not path.exists():
        return {"format": _FORMAT, "pages": {}, "files": {}, "links": {}, "failed": {}}
    try:
        state: dict[str, Any] = json.loads(path.read_bytes())
        if state["format"] != _FORMAT:
            raise LedgerError(
                str(path), "is of another version", "Remove it: the watch begins anew, nothing is lost."
            )
    except (ValueError, KeyError, TypeError) as error:
        raise LedgerError(str(path), "is damaged", "Remove it: the watch begins anew, nothing is lost.") from error
    return state
