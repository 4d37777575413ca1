"""Content encodings of the web undone: gzip, deflate, and with the extra `sayso[web]` Brotli and Zstandard.

In: a body and what its header says. Out: the body as the page's author knows it, never larger than allowed.
"""

from __future__ import annotations

import zlib
from typing import Final

from sayso.custody.bounded import FREE, RATIO
from sayso.errors import IntakeError

_AGAIN: Final = "Fetch it again, or save the page and read the file."


def decoded(body: bytes, encoding: str, subject: str, most: int) -> bytes:
    """Return a body without its content encoding (gzip, deflate, br, zstd; one, or several in a row).

    Args:
        body: as sent.
        encoding: the header's words.
        subject: for the message.
        most: bytes that may come out.

    Raises:
        IntakeError: if it is damaged, encoded in another way, or a bomb.
    """
    for name in reversed([word.strip().lower() for word in encoding.split(",") if word.strip()]):
        if name != "identity":
            body = _inflated(body, name, subject, min(most, max(FREE, RATIO * len(body))))
    return body


def _inflated(body: bytes, encoding: str, subject: str, most: int) -> bytes:
    try:
        if encoding in {"gzip", "x-gzip", "deflate"}:
            bits = zlib.MAX_WBITS + 32 if body[:1] in {b"\x1f", b"\x78"} else -zlib.MAX_WBITS
            unzip = zlib.decompressobj(bits)
            out = unzip.decompress(body, most + 1)
        elif encoding == "br":
            import brotli  # type: ignore[import-untyped]

            brotlied = brotli.Decompressor()
            out = brotlied.process(body, output_buffer_limit=most + 1)
            while len(out) <= most and not brotlied.is_finished() and (more := brotlied.process(b"")):
                out += more
        elif encoding == "zstd":
            import zstandard

            with zstandard.ZstdDecompressor(max_window_size=1 << 27).stream_reader(body) as reader:
                out = reader.read(most + 1)
        else:
            return _unknown(encoding, subject)
    except (zlib.error, ImportError, ValueError, RuntimeError) as error:
        raise IntakeError(subject, f"its {encoding} data cannot be decompressed ({error})", _AGAIN) from error
    except IntakeError:
        raise
    except Exception as error:
        if type(error).__module__.partition(".")[0] in {"brotli", "_brotli", "zstandard", "zstd"}:
            raise IntakeError(subject, f"its {encoding} data is damaged ({error})", _AGAIN) from error
        raise
    if len(out) > most:
        raise IntakeError(subject, "grows beyond all measure when it is decompressed", "Leave it out.")
    return bytes(out)


def _unknown(encoding: str, subject: str) -> bytes:
    raise IntakeError(subject, f"comes in an encoding that is not known ({encoding[:30]!r})", _AGAIN)
