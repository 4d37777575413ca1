"""Exports from a page: an incident in another format, as one file to keep.

In: the live case, a format's name, an incident. Out: a file's name and bytes; several files come in one archive. The
formats are those of `sayso export`.
"""

from __future__ import annotations

import io
import tempfile
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

from sayso import export, outgoing
from sayso.case import Case

if TYPE_CHECKING:
    from sayso.desk.live import Live
    from sayso.model import Incident
    from sayso.state import State

# What an archive's entries bear: the same bytes make the same archive.
_EPOCH = (1980, 1, 1, 0, 0, 0)


class _Opened(Case):
    """A case whose state is the desk's: nothing is loaded or grouped again."""

    def __init__(self, live: Live) -> None:
        super().__init__(live.case.folder)
        self._live = live

    def _now(self) -> State:
        return self._live.now()


def formats() -> tuple[tuple[str, str], ...]:
    """Return the formats as (name, title) pairs."""
    return tuple((one.name, one.title) for one in export.formats())


def exported(live: Live, format_name: str, incident: Incident) -> tuple[str, bytes]:
    """Return the file's name and bytes.

    Raises:
        UnknownError: if there is no such format.
        ExportError: if the format cannot be written.
    """
    chosen = export.named(format_name)
    with tempfile.TemporaryDirectory(prefix="sayso-") as folder:
        room = Path(folder) / "out"
        room.mkdir()
        target = room / f"{incident.id}{Path(chosen.makes.rstrip('/')).suffix}"
        outgoing.written(_Opened(live), format_name, target, incident=incident)
        files = sorted(path for path in room.rglob("*") if path.is_file())
        if len(files) == 1 and files[0].parent == room:
            return files[0].name, files[0].read_bytes()
        kept = io.BytesIO()
        with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
            for path in files:
                entry = zipfile.ZipInfo(str(path.relative_to(room)), _EPOCH)
                archive.writestr(entry, path.read_bytes(), zipfile.ZIP_DEFLATED)
        return f"{incident.id}-{format_name}.zip", kept.getvalue()
