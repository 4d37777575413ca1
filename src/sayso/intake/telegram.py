"""Telegram Desktop's export, `result.json`, of one chat or of a whole account.

In: the export, of any length; one message is held at a time. Out: a draft for each message with words: captions of
pictures and films too; a reply is a report of its own. Whom a message is forwarded from is a credit: a link of the
chain, for nothing. Times are those of `date_unixtime`, which has a time zone; `date` has none. In a channel the
channel publishes, in a group each member. At the end, one line on what was passed over: service messages, and those
without words.
"""

from __future__ import annotations

import re
from collections import Counter
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from sayso.errors import IntakeError
from sayso.ids import sha256_hex
from sayso.intake.arrival import Draft, Way
from sayso.intake.jsonparts import parts_of, record_of
from sayso.model import Rejected

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sayso.config import Settings
    from sayso.intake.arrival import Source

# The export of one chat, or of an account; its first fields stand in this order in every version so far.
_OPENING: Final = re.compile(rb'\A\s*\{.{0,4000}?"(?:messages|chats|personal_information)"\s*:\s*[\[{]', re.DOTALL)
_TELLING: Final = re.compile(
    rb'"type"\s*:\s*"(?:public|private|personal|bot|saved)_?\w{0,20}"|"date_unixtime"|Telegram', re.DOTALL
)
# What Telegram's own links call a channel or supergroup: t.me/c/ID/MESSAGE. Other chats have no addresses.
_ADDRESSED: Final = frozenset({"public_channel", "private_channel", "public_supergroup", "private_supergroup"})
_CHANNELS: Final = frozenset({"public_channel", "private_channel"})
_SAVED: Final = "saved_messages"


def _accepts(head: bytes, suffix: str) -> bool:
    del suffix
    start = head.removeprefix(b"\xef\xbb\xbf")
    return _OPENING.search(start) is not None and _TELLING.search(start) is not None


def _read(source: Source, settings: Settings) -> Iterator[Draft | Rejected]:
    over: Counter[str] = Counter()
    number = 0
    try:
        for number, part in enumerate(parts_of(source.stream, source.subject, {"messages"}, settings.max_bytes), 1):
            subject = f"{source.subject}, message {number}"
            try:
                message, notes = record_of(part, subject, settings)
            except IntakeError as error:
                yield Rejected(subject=error.subject, problem=error.problem, mend=error.mend)
                continue
            text = text_of(message.get("text"))
            if message.get("type") == "service":
                over["service messages"] += 1
            elif not any(map(str.isalpha, text)):
                over["messages without words"] += 1
            else:
                over["edited"] += bool(message.get("edited") or message.get("edited_unixtime"))
                yield Draft(
                    subject=subject,
                    text=text,
                    sha256=sha256_hex(part.raw),
                    origin_file=source.name,
                    published=_time(message),
                    notes=notes,
                    **_stated(message, part.around),
                )
    except IntakeError as error:  # of the file as a whole
        yield Rejected(subject=error.subject, problem=error.problem, mend=error.mend)
    if not number:
        yield Rejected(subject=source.subject, problem="holds no messages", mend="Export the chat again, as JSON.")
    edited = over.pop("edited", 0)
    passed = ", ".join(f"{count:,} {what}" for what, count in sorted(over.items()))
    if passed:
        yield Rejected(subject=source.subject, problem=f"passed over: {passed}", mend="Nothing need be done.")
    if edited:
        problem = f"{edited:,} messages were edited later; they have the date of posting and their last words"
        yield Rejected(subject=source.subject, problem=problem, mend="Nothing need be done.")


def text_of(written: object) -> str:
    """Return a message's words: text, or a list of text and of marked-up pieces with text in them."""
    if isinstance(written, str):
        return written
    if not isinstance(written, list):
        return ""
    pieces = (piece.get("text") if isinstance(piece, dict) else piece for piece in written)
    return "".join(piece for piece in pieces if isinstance(piece, str))


def _stated(message: dict[str, Any], chat: dict[str, Any]) -> dict[str, Any]:
    """Return who publishes, on whose word, and where."""
    kind, name = chat.get("type"), _name(chat.get("name"))
    sender, forwarded = _name(message.get("from")), _name(message.get("forwarded_from"))
    if kind == _SAVED:  # kept by the owner of the account, who publishes nothing
        outlet = _name(message.get("saved_from")) or forwarded or sender
    else:
        outlet = name if kind in _CHANNELS else sender or name
    number, of = message.get("id"), chat.get("id")
    numbered = isinstance(number, int) and not isinstance(number, bool)
    addressed = kind in _ADDRESSED and numbered and isinstance(of, int) and of > 0
    return {
        "outlet": outlet,
        "url": f"https://t.me/c/{of}/{number}" if addressed else None,
        "key": str(number) if numbered else None,
        "credits": (forwarded,) if forwarded and forwarded != outlet else (),
    }


def _time(message: dict[str, Any]) -> str | None:
    written = message.get("date_unixtime")
    if isinstance(written, (str, int)) and re.fullmatch(r"[0-9]{1,11}", str(written)):
        return datetime.fromtimestamp(int(written), tz=UTC).isoformat()
    local = message.get("date")  # old exports: the day in the time zone of whoever exported it
    return local[: len("2020-02-12")] if isinstance(local, str) else None


def _name(value: object) -> str | None:
    return value if isinstance(value, str) and value.strip() else None


WAY: Final = Way(kind="telegram", accepts=_accepts, read=_read)
