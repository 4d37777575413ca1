"""Names that sound like known ones: people and organisations across scripts and spellings.

In: a phrase and the index. Out: the source it sounds like, with the likeness; None where nothing does or two do.
A person is joined on the surname's consonants and, where given names stand on both sides, on one of them too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from rapidfuzz import fuzz, process
from rapidfuzz.distance import JaroWinkler

from sayso.registry import names, translit
from sayso.registry.index import significant

if TYPE_CHECKING:
    from sayso.registry.index import NameIndex
    from sayso.registry.phrase import Phrase
    from sayso.registry.records import Source

# Vowels differ most between scripts (Arabic writes few); 0.7 keeps Кагінс and كاغينز with Caggins and parts Katz from Kutz.
_ALIKE: Final = 0.7
_ALIKE_ALONE: Final = 0.78
_BONES: Final = 2
_BONES_ALONE: Final = 3
_TYPO: Final = 90.0
_LONG_ENOUGH: Final = 7


class Alike(NamedTuple):
    """A known source that a name sounds like; `alone` where only the surname stands."""

    source: Source
    reason: str
    score: float
    alone: bool


def find(phrase: Phrase, index: NameIndex, country: str | None) -> Alike | None:
    """Return the person that the phrase names, if exactly one known person fits."""
    parts = _forms(phrase)
    fits: list[Alike] = []
    for place, (surname, bones) in enumerate(parts):
        if len(bones) < _BONES:
            continue
        for source in index.by_surname(bones):
            found = _fit(source, parts, place, surname, phrase.language)
            if found is not None:
                fits.append(found)
    if not fits:
        return None
    best = max(fit.score for fit in fits)
    chosen = {fit.source.id: fit for fit in fits if fit.score == best or (country and fit.source.country == country)}
    if len(chosen) > 1:
        chosen = {ident: fit for ident, fit in chosen.items() if fit.source.country == country}
    return next(iter(chosen.values())) if len(chosen) == 1 else None


def _forms(phrase: Phrase) -> list[tuple[str, str]]:
    """Each word of the phrase's name in Latin letters and by its consonants; inflected words also uninflected."""
    forms = []
    for written in phrase.name.replace("-", " ").split():
        for form in dict.fromkeys((written, _uninflected(written))):
            bones = translit.skeletons(form, phrase.language)
            if bones:
                forms.append((translit.latin(form, phrase.language).lower(), bones[-1]))
    return forms


def _uninflected(written: str) -> str:
    keys = names.words(written)
    if len(keys) == 1 and names.script(keys[0].key) == "cyrillic":
        stem = names.stem(keys[0].key)
        return written[: len(stem)] if len(stem) < len(written) else written
    return written


def _fit(source: Source, parts: list[tuple[str, str]], place: int, surname: str, language: str) -> Alike | None:
    del language
    known = [(tongue, name) for tongue, name in (("en", source.name), *source.names)]
    bones = parts[place][1]
    best = 0.0
    given = False
    for tongue, name in known:
        words = [w for w in name.replace("-", " ").split() if translit.skeletons(w, tongue)]
        if not words or translit.skeletons(words[-1], tongue)[-1] != bones:
            continue
        latin = translit.latin(words[-1], tongue).lower()
        likeness = JaroWinkler.normalized_similarity(surname, latin)
        own = {b for w in words[:-1] for b in translit.skeletons(w, tongue)}
        others = {b for i, (_, b) in enumerate(parts) if i != place and b != bones}
        shared = bool(own & others)
        if others and own and not shared:
            continue
        given = given or shared
        best = max(best, likeness)
    others = {b for i, (_, b) in enumerate(parts) if i != place and b != bones}
    if others and not given:
        return None
    if best < (_ALIKE if given else _ALIKE_ALONE) or (not given and len(bones) < _BONES_ALONE):
        return None
    worth = round(best * (0.97 if given else 0.8), 2)
    reason = f"transliteration, {best:.2f}" if given else f"surname alone, transliteration, {best:.2f}"
    return Alike(source, reason, worth, not given)


def organisation_like(phrase: Phrase, index: NameIndex) -> Alike | None:
    """Return the organisation whose Latin name the phrase sounds like or nearly spells, if there is exactly one."""
    name = phrase.name
    if not name:
        return None
    by_sound = index.by_sound(translit.skeletons(name, phrase.language))
    latin = translit.latin(name, phrase.language)
    close = [s for s in by_sound if fuzz.ratio(latin.lower(), s.name.lower()) >= _ALIKE * 100]
    if len(close) == 1:
        likeness = fuzz.ratio(latin.lower(), close[0].name.lower()) / 100
        return Alike(close[0], f"sounds like it, {likeness:.2f}", round(0.9 * likeness, 2), alone=False)
    key = " ".join(significant(names.words(name)))
    if len(key) < _LONG_ENOUGH or phrase.is_person:
        return None
    best = process.extractOne(key, index.keys(), scorer=fuzz.ratio, score_cutoff=_TYPO)
    if best is None:
        return None
    sources = index.by_key(best[0])
    if len(sources) != 1 or sources[0].kind == "person":
        return None
    return Alike(sources[0], f"spelled nearly so, {best[1] / 100:.2f}", round(0.85 * best[1] / 100, 2), alone=False)
