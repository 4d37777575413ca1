"""Where a chain ends, and whether that end is somebody.

In: the last voice of a chain and who passed it on. Out: `Origin` values. An origin that nobody can be held to (no
attribution, unnamed sources that an outlet only alludes to, "the media" at large) is listed as not known, and is
never counted as independent.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso import ids
from sayso.model import Origin

if TYPE_CHECKING:
    from sayso.model import SourceKind, Voice

# Nameless people: two outlets' eyewitnesses are two different people, so the origin is tied to who spoke to them.
_TIED: frozenset[SourceKind] = frozenset({"witness", "unnamed"})
# Ids of sources that the registry knows by their part alone ("reports", "a monitoring group", "our correspondent").
_ROLE = "role."
_SIDED: frozenset[SourceKind] = frozenset(
    {"agency", "state_agency", "outlet", "official", "military", "party", "person"}
)
# Organisations whose own publication is their own word: what SANA prints unattributed, SANA says.
_SPEAKS: frozenset[SourceKind] = frozenset(
    {"agency", "state_agency", "official", "military", "party", "monitor", "person", "document"}
)


def speaks_for_a_side(origin: Origin) -> bool:
    """Return whether the origin can be a state's or party's voice: people by their office, witnesses never."""
    return origin.known and origin.kind in _SIDED


def origin_id(name: str, *, known: bool = True) -> str:
    """Return the id of the origin with this canonical name."""
    return ids.content_id("o", {"origin": name.casefold(), "known": known})


def is_tied(voice: Voice) -> bool:
    """Return whether the voice is somebody only together with whoever passed the words on."""
    if voice.kind in {"media", "social"}:
        return False
    return voice.kind in _TIED or voice.how == "unnamed" or (voice.source_id or "").startswith(_ROLE)


def _saw(voice: Voice) -> bool:
    """Return whether a nameless voice was there itself, or is an outlet's own correspondent: a new origin."""
    return voice.kind in {"witness", "outlet"}


def of_voice(voices: tuple[Voice, ...], narrator: str) -> Origin:
    """Return the origin at the end of a chain with at least one voice.

    Args:
        voices: from the nearest narrator to the origin.
        narrator: the outlet that published the report, or the original's where it is a copy.
    """
    last = voices[-1]
    if last.kind == "media":
        return _origin(last.source, "media", known=False)
    if not is_tied(last):
        return _origin(last.source, last.kind, known=True)
    if _saw(last):
        return _origin(f"{last.source} via {_passed_on(voices, narrator)}", "witness", known=True)
    behind = _vouching(voices)
    if behind is not None:
        return _origin(behind.source, behind.kind, known=True)
    return _origin(f"{last.source} via {narrator}", last.kind, known=False)


def why_tied(voices: tuple[Voice, ...], narrator: str) -> tuple[str, ...]:
    """Return why the end of this chain is not simply its last voice, in one line, or nothing."""
    last = voices[-1]
    if last.kind == "media":
        return (f"{last.source} is nobody in particular",)
    if not is_tied(last):
        return ()
    if _saw(last):
        return (f"known only through {_passed_on(voices, narrator)}, and so one origin with what it tells of them",)
    behind = _vouching(voices)
    if behind is not None:
        return (f"{last.source} stay unnamed, so that {behind.source} answers for them",)
    return (f"{last.source} stay unnamed and nobody but {narrator} answers for them",)


def _passed_on(voices: tuple[Voice, ...], narrator: str) -> str:
    return voices[-2].source if len(voices) > 1 else narrator


def _vouching(voices: tuple[Voice, ...]) -> Voice | None:
    """Return the nearest named voice that passes nameless sources on.

    That another outlet has the sources is a statement about somebody; an outlet's own "sources say" is not.
    """
    for voice in reversed(voices[:-1]):
        if not is_tied(voice) and voice.kind != "media":
            return voice
    return None


def of_outlet(outlet: str, kind: SourceKind, *, cited: bool) -> Origin:
    """Return the origin of what an outlet says in its own voice.

    Args:
        outlet: canonical name.
        kind: what it is; an agency, office or monitor speaks for itself.
        cited: another outlet here names it as where it has this very answer from.
    """
    return _origin(outlet, kind, known=cited or kind in _SPEAKS)


def circular(outlet: str, kind: SourceKind) -> Origin:
    """Return the origin of claims whose citations run in a circle: nobody in it says where they have it from."""
    return _origin(outlet, kind, known=False)


def _origin(name: str, kind: SourceKind, *, known: bool) -> Origin:
    return Origin(id=origin_id(name, known=known), name=name, kind=kind, known=known)
