"""Names that sound like known ones: people and organisations across scripts and spellings.

In: a phrase and the index. Out: the source it sounds like, with the likeness; None where nothing does or two do.
A person is joined on the surname's consonants and, where given names stand on both sides, on one of them too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from sayso.registry import names, translit

if TYPE_CHECKING:
    from sayso.registry.index import NameIndex
    from sayso.registry.phrase import Phrase
    from sayso.registry.records import Source

# Vowels differ most between scripts (Arabic writes few); 0.7 keeps كاغينز with Caggins and parts Katz from Kutz.
_ALIKE: Final = 0.7
# A surname alone is another's as soon as it may be: "Hint" is no Ihnat, "Rehman" no Rahman, "алавиты" no Leavitt.
_ALIKE_ALONE: Final = 0.85
_ALIKE_LATIN: Final = 0.92
_BONES: Final = 2
_BONES_ALONE: Final = 3
_TYPO: Final = 88.0
_NO_PERSONS: Final = frozenset({"agency", "outlet", "media", "social", "document"})
_LONG_ENOUGH: Final = 7


class Alike(NamedTuple):
    """A known source that a name sounds like; `alone` where only the surname stands."""

    source: Source
    reason: str
    score: float
    alone: bool


class _Form(NamedTuple):
    word: int
    written: str
    latin: str
    bones: str


def find(phrase: Phrase, index: NameIndex, country: str | None) -> Alike | None:
    """Return the person that the phrase names, if exactly one known person fits."""
    if any(role.kind in _NO_PERSONS for role in phrase.roles):
        return None
    forms = _forms(phrase)
    fits: list[Alike] = []
    for form in forms:
        if len(form.bones) < _BONES:
            continue
        others = {other.bones for other in forms if other.word != form.word}
        for source in index.by_surname(form.bones):
            found = _fit(source, form, others)
            if found is not None:
                fits.append(found)
    if not fits:
        return None
    best = max(fit.score for fit in fits)
    chosen = {fit.source.id: fit for fit in fits if fit.score == best or (country and fit.source.country == country)}
    if len(chosen) > 1:
        chosen = {ident: fit for ident, fit in chosen.items() if fit.source.country == country}
    return next(iter(chosen.values())) if len(chosen) == 1 else None


def _forms(phrase: Phrase) -> list[_Form]:
    """Each word of the phrase's name in Latin letters and by its consonants; inflected words also uninflected."""
    forms = []
    name = phrase.name or ("" if phrase.roles and not phrase.titled else phrase.heard)
    for place, written in enumerate(name.replace("-", " ").split()):
        for form in dict.fromkeys((written, _uninflected(written))):
            bones = translit.skeletons(form, phrase.language)
            if bones:
                forms.append(_Form(place, form.lower(), translit.latin(form, phrase.language).lower(), bones[-1]))
    return forms


def _uninflected(written: str) -> str:
    keys = names.keys(written)
    if len(keys) == 1 and names.script(keys[0]) == "cyrillic":
        stem = names.stem(keys[0])
        return written[: len(stem)] if len(stem) < len(written) else written
    return written


def _fit(source: Source, form: _Form, others: set[str]) -> Alike | None:
    """How like a person is to a surname, given the bones of the other words; None where a given name differs."""
    from rapidfuzz.distance import JaroWinkler

    best, given = 0.0, False
    for tongue, name in (("en", source.name), *source.names):
        words = [word for word in name.replace("-", " ").split() if translit.skeletons(word, tongue)]
        if not words or translit.skeletons(words[-1], tongue)[-1] != form.bones:
            continue
        own = {bones for word in words[:-1] for bones in translit.skeletons(word, tongue)}
        if others and own and not own & others:
            continue
        given = given or bool(own & others)
        surname = translit.latin(words[-1], tongue).lower()
        best = max(best, JaroWinkler.normalized_similarity(form.latin, surname))
    alone = _ALIKE_LATIN if names.script(form.written) == "latin" else _ALIKE_ALONE
    if best < (_ALIKE if given else alone) or (not given and (others or len(form.bones) < _BONES_ALONE)):
        return None
    worth = round(best * (0.97 if given else 0.8), 2)
    reason = f"transliteration, {best:.2f}" if given else f"surname alone, transliteration, {best:.2f}"
    return Alike(source, reason, worth, not given)


def organisation_like(phrase: Phrase, index: NameIndex) -> Alike | None:
    """Return the organisation whose Latin name the phrase sounds like or nearly spells, if there is exactly one."""
    from rapidfuzz import fuzz, process

    name = phrase.heard
    if not name:
        return None
    by_sound = index.by_sound(translit.skeletons(name, phrase.language))
    latin = translit.latin(name, phrase.language)
    close = [s for s in by_sound if fuzz.ratio(latin.lower(), s.name.lower()) >= _ALIKE * 100]
    if len(close) == 1:
        likeness = fuzz.ratio(latin.lower(), close[0].name.lower()) / 100
        return Alike(close[0], f"sounds like it, {likeness:.2f}", round(0.9 * likeness, 2), alone=False)
    key = " ".join(names.without_articles(names.keys(name)))
    if len(key) < _LONG_ENOUGH or phrase.is_person:
        return None
    best = process.extractOne(key, index.keys(), scorer=fuzz.ratio, score_cutoff=_TYPO)
    if best is None:
        return None
    sources = index.by_key(best[0])
    alike = len(best[0].split()) == len(key.split()) and abs(len(best[0]) - len(key)) <= 1
    if len(sources) != 1 or sources[0].kind == "person" or not alike:
        return None
    return Alike(sources[0], f"spelled nearly so, {best[1] / 100:.2f}", round(0.85 * best[1] / 100, 2), alone=False)
