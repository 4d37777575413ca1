"""Pictures: the words that Tesseract reads in them; switched off until `ocr = true` in sayso.toml.

In: a PNG, JPEG, GIF, TIFF, BMP or WebP file, and the `tesseract` program, if it is installed. Out: a draft, always
with a remark that a program read it. Pillow measures and unpacks the picture and Tesseract reads it, both behind the
fence and for a limited time; too many dots, none installed or no words found: one line each.
"""

from __future__ import annotations

import functools
import io
import os
import shutil
import subprocess
import warnings
from typing import TYPE_CHECKING, Any, Final

from sayso.errors import IntakeError
from sayso.ids import sha256_hex
from sayso.intake.arrival import Draft, Way
from sayso.intake.decode import refuse_binary
from sayso.intake.fence import FENCE
from sayso.intake.paperwork import paragraphs
from sayso.intake.whole import whole
from sayso.model import Rejected

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sayso.config import Settings
    from sayso.intake.arrival import Source

_MAGIC: Final = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*", b"BM")
_FORMATS: Final = ("PNG", "JPEG", "GIF", "TIFF", "BMP", "WEBP")
_DOTS: Final = 60_000_000  # a page of newspaper at 400 dots an inch
_LONGER: Final = 6  # times `max_seconds`: reading a page takes that much longer than taking one apart
_LETTERS: Final = 20
_MISSING: Final = "Install it (Debian: apt-get install tesseract-ocr, and tesseract-ocr-ukr and so on for languages)."
# Tesseract's names of the languages, where they are not ISO 639-2.
_NAMES: Final = {"zh": "chi_sim", "de": "deu", "fr": "fra", "ro": "ron", "fa": "fas", "nl": "nld", "cs": "ces"}


def _accepts(head: bytes, suffix: str) -> bool:
    del suffix
    if head.startswith(b"BM"):
        return head[6:10] == bytes(4)  # no text begins so
    return head.startswith(_MAGIC) or (head.startswith(b"RIFF") and head[8:12] == b"WEBP")


def _read(source: Source, settings: Settings) -> Iterator[Draft | Rejected]:
    try:
        if not settings.ocr:
            refuse_binary(source.head, source.subject)
        languages = "+".join(_installed(settings.languages))
        data = whole(source, settings)
        seconds = _LONGER * settings.max_seconds
        options: dict[str, str | int | None] = {"languages": languages, "seconds": seconds}
        found = FENCE.call("sayso.intake.picture:words", data, options, subject=source.subject, seconds=seconds + 5)
    except IntakeError as error:
        yield Rejected(subject=error.subject or source.subject, problem=error.problem, mend=error.mend)
        return
    problem = f"its words were read from a picture by {_version()}, which errs; check them against it"
    note = Rejected(subject=source.subject, problem=problem, mend="Correct them in a text file, if they matter.")
    yield Draft(subject=source.subject, text=found, sha256=sha256_hex(data), origin_file=source.name, notes=(note,))


def words(data: bytes, languages: str, seconds: int) -> str:
    """Return the words in a picture; runs behind the fence.

    Args:
        data: the picture.
        languages: Tesseract's codes, joined by `+`.
        seconds: that Tesseract may take.

    Raises:
        IntakeError: if it is damaged, too large or without words, or the extra is missing.
    """
    try:
        from PIL import Image, UnidentifiedImageError
    except ImportError as error:
        raise IntakeError("", "pictures need the package Pillow", "Install it: pip install 'sayso[ocr]'.") from error
    try:
        with warnings.catch_warnings(action="ignore"), Image.open(io.BytesIO(data), formats=_FORMATS) as picture:
            if picture.width * picture.height > _DOTS:
                raise IntakeError("", f"has more than {_DOTS:,} dots", "Make it smaller, and read that.")
            made = io.BytesIO()
            picture.convert("L").save(made, "PNG", compress_level=1)
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError, UnidentifiedImageError) as error:
        problem = " ".join(f"is a picture that cannot be opened ({str(error)[:150]})".split())
        raise IntakeError("", problem, "Fetch it again.") from error
    text = _tesseract(["stdin", "stdout", "-l", languages, "--psm", "3"], seconds, made.getvalue())
    text = paragraphs([text.replace("\f", "\n").split("\n")], turn=False)
    if sum(map(str.isalpha, text)) < _LETTERS:
        raise IntakeError("", "is a picture in which no words were found", "Leave it out.")
    return text


def _tesseract(arguments: list[str], seconds: int, data: bytes = b"") -> str:
    program = shutil.which("tesseract")
    if program is None:
        raise IntakeError("", "is a picture, and the program tesseract is not installed", _MISSING)
    try:
        done = subprocess.run(  # noqa: S603  # the program that was asked for, with arguments of ours
            [program, *arguments],
            input=data,
            capture_output=True,
            timeout=seconds,
            check=False,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        )
    except subprocess.TimeoutExpired as error:
        raise IntakeError("", f"was not read within {seconds} seconds", "Make the picture smaller.") from error
    if done.returncode:
        told = " ".join(done.stderr.decode(errors="replace").split())[-150:]
        raise IntakeError("", f"could not be read by tesseract ({told})", "Fetch the picture again.")
    return done.stdout.decode(errors="replace")


def _installed(languages: tuple[str, ...]) -> list[str]:
    """Return Tesseract's codes of the languages wanted that it has data for, in order.

    Raises:
        IntakeError: if there are none.
    """
    there = _there()
    wanted = [_code(language) for language in languages]
    found = [code for code in wanted if code in there]
    if not found:
        raise IntakeError("", "is a picture, and tesseract has none of the case's languages", _MISSING)
    return found


@functools.cache
def _there() -> frozenset[str]:
    return frozenset(_tesseract(["--list-langs"], 30).split("\n")[1:])


@functools.cache
def _version() -> str:
    first = _tesseract(["--version"], 30).partition("\n")[0].strip()
    return " ".join(first.split()[:2]).capitalize()


def _code(language: str) -> str:
    return _NAMES.get(language) or _three().get(language, language)


@functools.cache
def _three() -> dict[str, Any]:
    from babel.core import get_global

    return {two: three for three, two in get_global("language_aliases").items() if len(three) == 3 and len(two) == 2}  # noqa: PLR2004  # letters


WAY: Final = Way(kind="picture", accepts=_accepts, read=_read)
