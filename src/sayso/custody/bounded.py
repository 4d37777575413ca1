"""Decompression that a few bytes cannot turn into a flood.

In: a compressed stream. Out: a stream of what is in it, in pieces, that ends with an error once it has grown beyond
all measure: `RATIO` times what went in, as soon as it is over `FREE`. What text compresses to stays far below that.
"""

from __future__ import annotations

import io
import zlib
from typing import TYPE_CHECKING, BinaryIO, Final

from sayso.errors import IntakeError

if TYPE_CHECKING:
    from typing_extensions import Buffer

FREE: Final = 32 << 20
# News pages and JSONL shrink to a tenth, pages made from one template to a hundredth; a bomb to a thousandth.
RATIO: Final = 250
GZIP: Final = b"\x1f\x8b"
_PIECE: Final = 1 << 16
_MEND: Final = "Leave it out; if you trust it, decompress it yourself and read what comes out."


class Measured(io.RawIOBase):
    """A stream that stops once more has come out than its compressed size can account for.

    Args:
        stream: what comes out.
        packed: bytes that went in.
        subject: for the message.
    """

    def __init__(self, stream: BinaryIO, packed: int, subject: str) -> None:
        """Keep the limit; nothing is read yet."""
        super().__init__()
        self._stream = stream
        self._limit = max(FREE, RATIO * packed)
        self._subject = subject
        self._out = 0

    def readable(self) -> bool:
        """Return True."""
        return True

    def readinto(self, buffer: Buffer, /) -> int:
        """Fill the buffer.

        Raises:
            IntakeError: if too much has come out.
        """
        view = memoryview(buffer)
        part = self._stream.read(len(view))
        self._out += len(part)
        if self._out > self._limit:
            raise flood(self._subject)
        view[: len(part)] = part
        return len(part)


class Gunzip(io.RawIOBase):
    """The content of a gzip stream, of one member or many.

    Args:
        stream: compressed.
        subject: for the message.
    """

    def __init__(self, stream: BinaryIO, subject: str) -> None:
        """Begin; nothing is read yet."""
        super().__init__()
        self._stream = stream
        self._subject = subject
        self._unzip = zlib.decompressobj(zlib.MAX_WBITS + 16)
        self._rest = b""
        self._in = self._out = 0
        self._begun = False

    def readable(self) -> bool:
        """Return True."""
        return True

    def readinto(self, buffer: Buffer, /) -> int:
        """Fill the buffer.

        Raises:
            IntakeError: if the stream is damaged, cut off, or a bomb.
        """
        view = memoryview(buffer)
        while True:
            data = self._rest or self._stream.read(_PIECE)
            if not data:
                if self._begun:
                    raise IntakeError(self._subject, "its gzip data is cut off", "Fetch it again.")
                return 0
            self._in += 0 if self._rest else len(data)
            try:
                part = self._unzip.decompress(data, len(view))
            except zlib.error as error:
                if not self._begun and self._out and not data.strip(b"\0"):
                    return 0  # padding after the last member
                raise IntakeError(self._subject, f"its gzip data is damaged ({error})", "Fetch it again.") from error
            self._begun = True
            self._rest = self._unzip.unconsumed_tail
            if self._unzip.eof:
                self._rest = self._unzip.unused_data
                self._unzip = zlib.decompressobj(zlib.MAX_WBITS + 16)
                self._begun = False
            self._out += len(part)
            if self._out > max(FREE, RATIO * self._in):
                raise flood(self._subject)
            if part:
                view[: len(part)] = part
                return len(part)


def gunzipped(stream: BinaryIO, subject: str) -> io.BufferedReader:
    """Return a buffered stream of a gzip stream's content."""
    return io.BufferedReader(Gunzip(stream, subject), _PIECE)


def flood(subject: str) -> IntakeError:
    """Return the refusal of a decompression bomb."""
    return IntakeError(subject, "grows beyond all measure when it is decompressed", _MEND)
