"""A whole case as one file: a WACZ of its originals, with ledger, custody log and settings beside them.

In: a case folder. Out: a ZIP shaped like WACZ 1.1.1: `archive/data.warc.gz` (each original once, as a `response`
where a server gave it and as a `resource` where a file did), `indexes/index.cdxj`, `pages/pages.jsonl`,
`datapackage.json` with the SHA-256 of every member, and all other files of the case under `case/`. The same case
gives the same bytes. It leaves nothing out but what is half written.
"""

from __future__ import annotations

import io
import json
import uuid
import zipfile
import zlib
from typing import TYPE_CHECKING, Any, BinaryIO, Final

from sayso.custody.archive import PIECE, Archive, digest_of
from sayso.custody.log import LOG, Log
from sayso.custody.pages import Pages
from sayso.custody.warc import RECORD_END, record_head
from sayso.errors import CustodyError
from sayso.ids import sha256_hex
from sayso.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import IO

WARC: Final = "archive/data.warc.gz"
CASE: Final = "case/"
_EPOCH: Final = "1980-01-01T00:00:00Z"
_STATUS: Final = {200: "OK", 404: "Not Found"}


def pack(folder: Path, target: Path) -> int:
    """Write the case in `folder` to the file `target`; return its size.

    Raises:
        CustodyError: if there is no case, or the target cannot be written.
    """
    if not (folder / "ledger").is_dir():
        raise CustodyError(str(folder), "no case here", "Read some reports into it first: `sayso read`.")
    partial = target.with_name(f".{target.name}.partial")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with Log(folder / "custody").writing(), zipfile.ZipFile(partial, "w", allowZip64=True) as file:
            _Packer(folder, file).write()
        partial.replace(target)
    except OSError as error:
        problem = f"cannot be written ({error.strerror or error})"
        raise CustodyError(str(target), problem, "Check the path and the space on the disk.") from error
    finally:
        partial.unlink(missing_ok=True)
    return target.stat().st_size


class _Packer:
    def __init__(self, folder: Path, file: zipfile.ZipFile) -> None:
        self.folder = folder
        self.file = file
        self.archive = Archive(folder / "archive")
        self.resources: list[dict[str, Any]] = []
        self.pages = Pages()

    def write(self) -> None:
        """Write all members, the originals first, the list of all last."""
        last = self._originals()
        self._member("indexes/index.cdxj", io.BytesIO(self.pages.index()))
        self._member("pages/pages.jsonl", io.BytesIO(self.pages.listing()))
        for path in _files(self.folder):
            with path.open("rb") as stream:
                self._member(f"{CASE}{path.relative_to(self.folder).as_posix()}", stream)
        package = {
            "profile": "data-package",
            "wacz_version": "1.1.1",
            "software": f"sayso {__version__}",
            "created": last,
            "title": "A sayso case",
            "resources": self.resources,
        }
        data = (json.dumps(package, indent=1, ensure_ascii=False) + "\n").encode("utf-8", "backslashreplace")
        self._member("datapackage.json", io.BytesIO(data))
        digest = {"path": "datapackage.json", "hash": f"sha256:{sha256_hex(data)}"}
        self._member("datapackage-digest.json", io.BytesIO(json.dumps(digest, indent=1).encode() + b"\n"))

    def _member(self, name: str, stream: BinaryIO) -> None:
        with self._open(name, zipfile.ZIP_DEFLATED) as out:
            counted = _Counted(out)
            while piece := stream.read(PIECE):
                counted.write(piece)
        self._listed(name, counted)

    def _listed(self, name: str, counted: _Counted) -> None:
        row = {"name": name.rpartition("/")[2], "path": name, "hash": counted.digest(), "bytes": counted.size}
        self.resources.append(row)

    def _open(self, name: str, method: int) -> IO[bytes]:
        info = zipfile.ZipInfo(name)  # dated 1980-01-01, so that the same case gives the same bytes
        info.compress_type = method
        info.create_system = 3
        info.external_attr = 0o644 << 16
        return self.file.open(info, "w", force_zip64=True)

    def _originals(self) -> str:
        """Write the WARC; return the time of the log's last line."""
        last = _EPOCH
        done: set[str] = set()
        with self._open(WARC, zipfile.ZIP_STORED) as out:
            counted = _Counted(out)
            info = f"software: sayso {__version__}\r\nformat: WARC File Format 1.1\r\n".encode()
            _record(
                counted, [("WARC-Type", "warcinfo"), *_named("warcinfo", _EPOCH, "application/warc-fields")], info
            )
            for entry in self._entries():
                last = entry.get("at", last)
                if entry["kind"] == "received" and entry["sha256"] not in done:
                    done.add(entry["sha256"])
                    self._original(counted, entry)
            for digest in self.archive.hashes():
                if digest not in done:  # kept, and not logged: an import was cut off
                    self._original(counted, {"sha256": digest, "name": "", "at": _EPOCH})
        self._listed(WARC, counted)
        return last

    def _entries(self) -> Iterator[dict[str, Any]]:
        path = self.folder / "custody" / LOG
        if path.exists():
            with path.open("rb") as file:
                for line in file:
                    yield json.loads(line)

    def _original(self, out: _Counted, entry: dict[str, Any]) -> None:
        digest = entry["sha256"]
        path = self.archive.path(digest)
        if not path.exists():
            return  # received while keeping was switched off, or missing: `verify` tells
        found, size = digest_of(path)
        if found != digest:
            raise CustodyError(
                f"archive, {digest}", "its bytes were altered", "Run `sayso verify`, restore it first."
            )
        response = entry.get("response")
        http = _http_head(response) if response else b""
        url = response["final_url"] if response else f"urn:sha256:{digest}"
        media = "application/http; msgtype=response" if response else "application/octet-stream"
        fields = [
            ("WARC-Type", "response" if response else "resource"),
            ("WARC-Target-URI", url),
            *_named(digest, entry["at"], media),
            ("WARC-Payload-Digest", f"sha256:{digest}"),
        ]
        if not response:
            fields.append(("WARC-Filename", str(entry["name"])))
        if response and response.get("address"):
            fields.append(("WARC-IP-Address", response["address"]))
        start = out.size
        with path.open("rb") as stream:
            _record(out, fields, http, stream, size)
        if response:
            self.pages.add(response, entry["at"], digest, start, out.size - start)


def _files(folder: Path) -> Iterator[Path]:
    """Yield the case's own files, in order, without the originals and what is half written."""
    for path in sorted(folder.rglob("*")):
        parts = path.relative_to(folder).parts
        held = parts[0] == "archive" and (len(parts) < 2 or parts[1] in {"sha256", ".incoming"})  # noqa: PLR2004  # a folder and what is in it
        if path.is_file() and not path.is_symlink() and not held and not path.name.endswith(".partial"):
            yield path


def _named(key: str, at: str, media: str) -> list[tuple[str, str]]:
    """Return the fields that every record has; its id is made from its content, so that it is always the same."""
    ident = uuid.uuid5(uuid.NAMESPACE_URL, f"urn:sha256:{key}")
    return [("WARC-Record-ID", f"<urn:uuid:{ident}>"), ("WARC-Date", at), ("Content-Type", media)]


def _record(
    out: _Counted, fields: list[tuple[str, str]], before: bytes, stream: BinaryIO | None = None, size: int = 0
) -> None:
    """Write one record, compressed by itself so that it can be found by its offset."""
    zipped = zlib.compressobj(6, zlib.DEFLATED, zlib.MAX_WBITS + 16)
    out.write(zipped.compress(record_head(fields, len(before) + size) + before))
    while stream and (piece := stream.read(PIECE)):
        out.write(zipped.compress(piece))
    out.write(zipped.compress(RECORD_END) + zipped.flush())


def _http_head(response: dict[str, Any]) -> bytes:
    """Return the answer's head; what no longer holds of the bytes kept (chunks) is marked as the original's."""
    lines = [f"HTTP/1.1 {response['status']} {_STATUS.get(response['status'], '')}".rstrip()]
    for name, value in response["headers"]:
        gone = name in {"transfer-encoding", "connection", "keep-alive"}
        lines.append(f"{'x-archive-orig-' if gone else ''}{name}: {' '.join(value.split())}")
    return "\r\n".join([*lines, "", ""]).encode("utf-8", "backslashreplace")


class _Counted:
    """A stream that counts and hashes what goes through it."""

    def __init__(self, out: IO[bytes]) -> None:
        import hashlib

        self._out = out
        self._hash = hashlib.sha256()
        self.size = 0

    def write(self, data: bytes) -> None:
        self._out.write(data)
        self._hash.update(data)
        self.size += len(data)

    def digest(self) -> str:
        return f"sha256:{self._hash.hexdigest()}"
