"""Who was heard before, and whom "he", "the agency", "officials" and "Miller" then mean.

In: voices in the order of the text. Out: for a word that points back, the whole chain of the voice it points to. The
words come from the pack (`reference.toml`); resolving names is `voices.py`'s business.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sayso.read.phrases import EDGES
from sayso.registry.names import fold, keys, stem, without_articles

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sayso.lang.reference import Reference
    from sayso.model import Voice
    from sayso.registry import SourceMatch

Segment = tuple["Voice", ...]

# Kinds that hand on what others tell them.
PASSES_ON = frozenset({"agency", "state_agency", "outlet", "media"})
# Which kinds of source a back-pointing noun can stand for.
_STANDS_FOR = {
    "agency": {"agency", "state_agency"},
    "outlet": {"outlet", "media", "agency", "state_agency"},
    "official": {"official", "military", "person"},
    "military": {"military", "party"},
    "spokesperson": {"official", "military", "person", "party", "monitor"},
    "unnamed": {"unnamed"},
    "monitor": {"monitor", "party", "official"},
    "statement": {"official", "military", "party", "monitor", "agency", "state_agency", "person", "outlet", "media"},
    "witness": {"witness"},
}
_BODIES = frozenset({"monitor", "official", "military", "party"})
_PERSONS = frozenset({"person", "unknown"})
_ENDING = 2  # letters by which two cases of a surname may still differ once cut to their stems
_SHORTEST_NAME = 4  # letters: less is an article or a tag that the tagger took for a name
_LONGEST_SHORT = 2  # words of a short form ("the ministry", "US command")
_TAIL = 6  # letters of a noun that a German compound may end in
_RECENT = 3  # voices


class Heard:
    """The voices of one report so far.

    Args:
        words: the language's back-pointing words.
    """

    def __init__(self, words: Reference) -> None:
        """Start with nobody heard yet."""
        self._words = words
        self._back = {_key(word): kind for word, kind in words.back.items()}
        self._segments: list[Segment] = []

    def add(self, segments: Iterable[Segment]) -> None:
        """Remember voices in the order in which they spoke."""
        self._segments.extend(segment for segment in segments if segment)

    def pronoun(self, word: str) -> Segment | None:
        """Return whom a pronoun means: the latest voice; for "he" and "she" the latest that can be a person."""
        if word in self._words.persons:
            for segment in reversed(self._segments[-_RECENT:]):
                if segment[-1].kind not in PASSES_ON:
                    return _pointed(segment)
        return self._latest(None)

    def noun(self, bare: str, match: SourceMatch) -> Segment | None:
        """Return whom a noun like "the ministry" means, None where it points nowhere.

        A voice whose name holds the word comes first ("the ministry" after "the Lebanese health ministry"); then the
        latest of the kind that the word stands for, unless it is a post of its own ("the governor" is no minister).
        """
        kind = self._back.get(_key(bare))
        if kind is None and not _is_generic(match) and match.kind != "unnamed":
            return None
        fuller = self._fuller(bare)
        known = match.reason == "alias" and not _is_generic(match)  # "the coalition" has a name of its own
        if fuller is not None or kind is None or known:
            return fuller
        own_post = match.kind == "official" and not (match.source_id or "role.").startswith("role.official")
        if own_post and "of an unknown state" in match.reason:
            return None
        found = self._latest(_STANDS_FOR[kind])
        # Some papers are called agencies, too.
        return self._latest(PASSES_ON) if found is None and kind == "agency" else found

    def passing_on(self) -> Segment | None:
        """Return the latest voice that hands on what others tell it: whose sources "its sources" are."""
        return self._latest(PASSES_ON)

    def institution(self) -> Segment | None:
        """Return the latest voice if it is a body that people speak for: "its researcher" is the centre's word."""
        latest = self._segments[-1] if self._segments else None
        return _pointed(latest) if latest and latest[-1].kind in _BODIES else None

    def same_name(self, bare: str) -> Segment | None:
        """Return the earlier voice of a person whom only this report knows, named again in part or in another case.

        It comes before the registry: "Miller" after "John Miller" is not the well-known Miller.
        """
        words = _capitalised(bare)
        for segment in reversed(self._segments):
            last = segment[-1]
            full = _capitalised(last.name.strip(EDGES))
            if last.kind not in _PERSONS or last.source_id is not None or not 0 < len(words) <= len(full) > 1:
                continue
            if all(_alike(one, other) for one, other in zip(reversed(words), reversed(full), strict=False)):
                return segment
        return None

    def namesake(self, match: SourceMatch) -> Segment | None:
        """Return the earlier voice that a shorter name stands for: "officials" after "US officials"."""
        name = match.source.casefold().removeprefix("unnamed ")
        generic = (match.source_id or "").startswith("role.")
        if not generic and (match.kind not in _PERSONS or " " in name):
            return None
        for segment in reversed(self._segments):
            last = segment[-1]
            same_sort = generic or last.kind in _PERSONS
            if same_sort and last.source.casefold() != name and last.source.casefold().endswith(f" {name}"):
                return segment
        return None

    def _latest(self, kinds: Iterable[str] | None) -> Segment | None:
        wanted = None if kinds is None else set(kinds)
        for segment in reversed(self._segments):
            if wanted is None or segment[-1].kind in wanted:
                return _pointed(segment)
        # "The paper" may have been named only as the one who passes on what a source said.
        for segment in reversed(self._segments):
            for at in range(len(segment) - 1, 0, -1):
                if segment[at - 1].kind in (wanted or ()):
                    return _pointed(segment[:at])
        return None

    def _fuller(self, bare: str) -> Segment | None:
        """The latest voice whose longer name holds every word of this one."""
        short = without_articles(keys(bare))
        if not 0 < len(short) <= _LONGEST_SHORT:
            return None
        for segment in reversed(self._segments):
            full = without_articles(keys(segment[-1].name))
            longer = len(full) > len(short) or (full and _compounded(short[-1], full[-1]))
            if longer and all(
                any(_alike(word, other) or _compounded(word, other) for other in full) for word in short
            ):
                return _pointed(segment)
        return None


def _pointed(segment: Segment) -> Segment:
    return tuple(
        voice if voice.reason.endswith(POINTED) else replace(voice, reason=f"{voice.reason}{POINTED}")
        for voice in segment
    )


POINTED = "; pointed back to"


def _is_generic(match: SourceMatch) -> bool:
    """Whether a name means nobody in particular: a role without a state, or words that nobody knows."""
    ident = match.source_id or ""
    return ident.startswith("role.") or (not ident and match.kind == "unknown")


def _key(word: str) -> str:
    return " ".join(stem(key) for key in without_articles(keys(word)))


def _capitalised(name: str) -> list[str]:
    """The words of a name without titles in small letters; all of them in scripts without capitals."""
    return [word for word in name.split() if not word[:1].islower()]


def _compounded(word: str, other: str) -> bool:
    """Whether a word is what a German compound ends in: "Behörde" after "Gesundheitsbehörde"."""
    return len(word) >= _TAIL and len(other) > len(word) and fold(other).endswith(fold(word))


def _alike(one: str, other: str) -> bool:
    """Whether two words are one but for their endings ("Петренко", "Петренком")."""
    short, long = sorted((stem(fold(one)), stem(fold(other))), key=len)
    return short == long or (
        len(short) >= _SHORTEST_NAME and long.startswith(short) and len(long) - len(short) <= _ENDING
    )
