"""E-mail: one letter (`.eml`), or a mailbox of any length (`.mbox`).

In: such a file; one letter is held at a time. Out: a draft of each letter's words, plain ones before HTML, with its
subject, sender, date and `Message-ID`; what is attached goes through the registry again. HTML loses its tags behind
the fence, and nothing that it links to is loaded.
"""

from __future__ import annotations

import io
import re
from email import message_from_bytes, policy
from email.errors import MessageError
from email.message import EmailMessage
from email.utils import parseaddr
from typing import TYPE_CHECKING, Final

from sayso.errors import IntakeError
from sayso.ids import sha256_hex
from sayso.intake.arrival import Draft, Link, Way
from sayso.intake.decode import decode
from sayso.intake.fence import FENCE
from sayso.intake.files import opened
from sayso.intake.whole import too_large
from sayso.model import Rejected

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sayso.config import Settings
    from sayso.intake.arrival import Source

_MBOX: Final = re.compile(rb"\AFrom \S+[^\n]*\d{4}[^\n]*\r?\n(?:>?From |[\w-]{1,60}:)")
_FIELD: Final = re.compile(
    rb"^(from|date|subject|message-id|received|mime-version|return-path|to):", re.IGNORECASE | re.MULTILINE
)
_ENOUGH: Final = 4  # of these fields; a text may begin with "Date:" or "Subject:"
_QUOTED: Final = re.compile(rb"^>(>*From )", re.MULTILINE)
_MOST: Final = 100  # parts of a letter
# What the standard library raises for letters that no standard describes.
_BREAKS: Final = (MessageError, LookupError, ValueError, RecursionError, AttributeError, TypeError, AssertionError)
_MEND: Final = "Leave it out, or save its words as a text file."


def _accepts(head: bytes, suffix: str) -> bool:
    if _MBOX.match(head):
        return True
    top = re.split(rb"\r?\n\r?\n", head.removeprefix(b"\xef\xbb\xbf"), maxsplit=1)[0]
    named = {match[1].lower() for match in _FIELD.finditer(top)}
    return bool(named) if suffix == ".eml" else suffix in {".mail", ".msg", ""} and len(named) >= _ENOUGH


def _read(source: Source, settings: Settings) -> Iterator[Draft | Rejected | Source | Link]:
    several = _MBOX.match(source.head) is not None
    for number, raw in enumerate(_letters(source, settings, several=several), start=1):
        subject = f"{source.subject}, letter {number}" if several else source.subject
        try:
            if raw is None:
                raise too_large(subject, settings)  # told like every other refusal of a letter
            yield from _letter(raw, subject, source.name, settings)
        except IntakeError as error:
            yield Rejected(subject=error.subject, problem=error.problem, mend=error.mend)
        except (
            MessageError,
            LookupError,
            ValueError,
            RecursionError,
            AttributeError,
            TypeError,
            AssertionError,
        ) as error:
            problem = " ".join(f"is no letter that can be read ({type(error).__name__}: {str(error)[:150]})".split())
            yield Rejected(subject=subject, problem=problem, mend=_MEND)


def _letters(source: Source, settings: Settings, *, several: bool) -> Iterator[bytes | None]:
    """Yield the letters' bytes, without the line that begins each in a mailbox; None for one that is too long."""
    kept, size, blank, begun = io.BytesIO(), 0, True, not several
    while line := source.stream.readline(settings.max_bytes + 1):
        if several and blank and line.startswith(b"From "):
            if begun:
                yield _QUOTED.sub(rb"\1", kept.getvalue()) if size <= settings.max_bytes else None
            kept, size, begun = io.BytesIO(), 0, True
            continue
        size += len(line)
        if size <= settings.max_bytes:
            kept.write(line)
        blank = not line.strip()
    yield kept.getvalue() if size <= settings.max_bytes else None


def _letter(raw: bytes, subject: str, name: str, settings: Settings) -> Iterator[Draft | Rejected | Source | Link]:
    letter = message_from_bytes(raw, policy=policy.default)
    if not isinstance(letter, EmailMessage) or not letter.keys():
        raise IntakeError(subject, "has no head: it is no letter", _MEND)
    body, attached = _parts(letter)
    payloads = [(part, part.get_payload(decode=True)) for part in attached]
    held = [(part, data) for part, data in payloads if isinstance(data, bytes) and data.strip()]
    text = _words(body, subject, settings) if body is not None else ""
    if any(map(str.isalpha, text)):
        sender, address = parseaddr(_field(letter, "from") or "")
        yield Draft(
            subject=subject,
            text=text,
            sha256=sha256_hex(raw),
            origin_file=name,
            title=_field(letter, "subject"),
            outlet=sender or address or None,
            published=_field(letter, "date"),
            key=_field(letter, "message-id"),
        )
    elif not held:
        yield Rejected(subject=subject, problem="is a letter without words", mend="Leave it out.")
    for number, (part, data) in enumerate(held, start=1):
        called = " ".join((part.get_filename() or f"part-{number}").replace("\\", "/").rpartition("/")[2].split())
        yield opened(f"{subject}, {called}", called, io.BytesIO(data), inner=True)


def _parts(letter: EmailMessage) -> tuple[EmailMessage | None, list[EmailMessage]]:
    """Return the part that holds the words, and those that are attached."""
    plain, marked, attached = None, None, []
    for number, part in enumerate(letter.walk()):
        if number > _MOST or not isinstance(part, EmailMessage) or part.is_multipart():
            continue
        kind = part.get_content_type()
        if part.get_content_disposition() == "attachment" or not kind.startswith("text/"):
            attached.append(part)
        elif kind == "text/html":
            marked = marked or part
        elif plain is None:
            plain = part
    # Some senders leave a line such as "see the HTML part" where the words should be.
    if plain is not None and marked is not None and len(plain.get_payload()) * 20 < len(marked.get_payload()):
        return marked, attached
    return plain or marked, attached


def _words(part: EmailMessage, subject: str, settings: Settings) -> str:
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    if not data.strip():
        return ""
    charset = part.get_content_charset()
    if part.get_content_type() != "text/html":
        return decode(data, subject, charset).text
    found = FENCE.call(
        "sayso.intake.mail:words", data, {"charset": charset}, subject=subject, seconds=settings.max_seconds
    )
    return str(found)


def words(data: bytes, charset: str | None) -> str:
    """Return the words of a letter in HTML; runs behind the fence.

    Raises:
        IntakeError: if it cannot be decoded.
    """
    from lxml.html import fromstring  # type: ignore[import-untyped]

    from sayso.intake.liveblog import words_of

    return words_of(fromstring(f"<div>{decode(data, '', charset).text}</div>"))


def _field(letter: EmailMessage, name: str) -> str | None:
    value = letter.get(name)
    return " ".join(str(value).split()) or None if value is not None else None


WAY: Final = Way(kind="mail", accepts=_accepts, read=_read)
