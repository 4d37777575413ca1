"""Bytes to text.

In: bytes, the encoding that the document declares. Out: text, or the reason why there is none. Order: byte order
mark, UTF-8, what is declared, then charset-normalizer's reading of the older code pages in `codepages.toml`, of which
the first is taken whose text is in a language that the code page was made for. It guesses only among those.
"""

from __future__ import annotations

import codecs
import functools
import tomllib
from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING, Final

from sayso.errors import IntakeError
from sayso.intake.language import tell

if TYPE_CHECKING:
    from collections.abc import Mapping

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAGIC: Final = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"II*\0", "a picture"),
    (b"MM\0*", "a picture"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
    (b"{\\rtf", "an RTF document"),
)
_CONTROLS: Final = bytes(sorted({*range(32)} - {*b"\t\n\r\x0b\x0c\x1b"}))
# One broken byte in so many good letters is damage; more is another encoding.
_DAMAGE: Final = 50
_PICTURE: Final = "Set ocr = true in the case's sayso.toml to have its words read, or leave it out."
_SAVE: Final = "Save it as UTF-8 text and read it again."


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """Text, the encoding that it was in, and how many places were beyond repair (shown as U+FFFD)."""

    text: str
    encoding: str
    broken: int = 0


def decode(data: bytes, subject: str, declared: str | None = None) -> Decoded:
    """Return the text that `data` stands for.

    Args:
        data: a whole document.
        subject: its name, for the message.
        declared: the encoding that it says it is in; believed if it decodes and is not UTF-8 in truth.

    Raises:
        IntakeError: for what is not text, or is in an encoding that cannot be told.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            text = data.decode(encoding, errors="replace")
            return Decoded(text=text, encoding=encoding, broken=text.count("\ufffd"))
    unmarked = _utf16(data)
    if unmarked is not None:
        return unmarked
    refuse_binary(data, subject)
    for encoding in ("utf-8", declared or "utf-8"):
        strict = _strictly(data, encoding)
        if strict is not None:
            return Decoded(text=strict, encoding=encoding)
    found = _damaged(data) or _code_page(data)
    if found is None:
        raise IntakeError(subject, "its encoding cannot be told", _SAVE)
    return found


def refuse_unless_text(head: bytes, subject: str) -> None:
    """Let the first bytes of text pass, in whatever encoding.

    Raises:
        IntakeError: for bytes that are no text.
    """
    if not head.startswith(tuple(mark for mark, _ in _MARKS)) and _utf16(head[: len(head) // 2 * 2]) is None:
        refuse_binary(head, subject)


def refuse_binary(data: bytes, subject: str) -> None:
    """Let text pass.

    Raises:
        IntakeError: for bytes that are no text: a known kind of file, a NUL, or many control characters.
    """
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            mend = _PICTURE if kind == "a picture" else "Save its words as a text file and read that."
            raise IntakeError(subject, f"is {kind}, not text", mend)
    sample = data[:65536]
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    if b"\0" in sample or controls * 20 > len(sample):
        raise IntakeError(subject, "is not text", "Leave it out, or save its words as a text file.")


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _utf16(data: bytes) -> Decoded | None:
    """Return UTF-16 without its mark: every second byte of a space or line end is NUL, and the letters make sense."""
    if b"\0" not in data[:4096] or len(data) % 2:
        return None
    for encoding in ("utf-16-le", "utf-16-be"):
        text = _strictly(data, encoding)
        if text and sum(map(_plausible, text[:4096])) >= 0.97 * len(text[:4096]):
            return Decoded(text=text, encoding=encoding)
    return None


def _plausible(character: str) -> bool:
    """Tell whether a character is of the alphabets below U+0800, or typographic, or white space."""
    return "\x20" <= character < "\u0800" or "\u2000" <= character < "\u2100" or character in "\t\n\r"


def _damaged(data: bytes) -> Decoded | None:
    """Return UTF-8 in which a few bytes are broken."""
    text = data.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    beyond_ascii = sum(character > "\x7f" for character in text) - broken
    if broken and beyond_ascii >= _DAMAGE * broken:
        return Decoded(text=text, encoding="utf-8", broken=broken)
    return None


def _code_page(data: bytes) -> Decoded | None:
    from charset_normalizer import from_bytes

    pages = _pages()
    for match in from_bytes(data, cp_isolation=[*pages], enable_fallback=False):
        # Pages that give the same or nearly the same letters are told apart by the language alone.
        for page in (match.encoding, *sorted(match.could_be_from_charset)):
            text = _strictly(data, page)
            own = pages.get(page, ())
            if text is not None and own and tell(text, own).code in own:
                return Decoded(text=text, encoding=page)
    return None


@functools.cache
def _pages() -> Mapping[str, tuple[str, ...]]:
    table = tomllib.loads(resources.files(__package__).joinpath("codepages.toml").read_text(encoding="utf-8"))
    return {page: tuple(languages) for page, languages in table.items()}
