"""Who fired first, and who carried out an attack: words for parties joined to words for what they did.

In: a `Row`. Out: `Deed`s, each with the party's words as written. The party is the grammatical subject as far
as word order, case forms listed in the pack, prepositions and "by" show it. Returned fire and warning shots make
nobody an initiator. Which party a name stands for is found elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sayso.read.charges import accused
from sayso.read.exchange import follows, is_object, mutual, returned, shot_at_before, shots_of
from sayso.read.phrases import Phrase, is_unknown, phrases_of, words_of
from sayso.read.stance import denied

if TYPE_CHECKING:
    from sayso.lang import Hit
    from sayso.model import Question, SpeechAct
    from sayso.read.row import Row

OTHER_SIDE: Final = "other side fired first"
_REACH: Final = 9  # words between a subject and its verb
_SHORT: Final = 6
_BESIDE: Final = 3
_NEAR: Final = 2  # words: a preposition this near governs what follows
_STOPS: Final = frozenset(";:.()")


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """A party and what it did; `first` to `last` are the words of both, `name` the party's.

    Attributes:
        head: the noun alone, where that is all that names the party ("the soldiers").
        named: whoever did it stands before the verb, and is somebody even if no registry knows whom ("the rangers").
    """

    question: Question
    name: str
    first: int
    last: int
    act: SpeechAct = "assert"
    denied: bool = False
    head: str | None = None
    named: bool = False


def deeds_of(row: Row, *, harmed: bool, stoned: bool = False, shot: bool = False) -> list[Deed]:
    """Return who fired and who attacked, in order.

    Args:
        row: the sentence.
        harmed: people came to harm in it, so that "struck" and "an Israeli strike" are the attack that did it.
        stoned: the sentence before tells of thrown stones.
        shot: the sentence before tells of fire, so that whoever "then" fires is not the first.
    """
    if not (row.find("events", "fire") or row.find("events", "attack")):
        return []
    phrases = phrases_of(row)
    found = [
        *_fired(row, phrases, shot=shot),
        *_shot_at_stones(row, phrases, stoned=stoned),
        *_attacked(row, phrases, harmed=harmed),
        *_blamed(row, phrases),
    ]
    kept: dict[tuple[str, str], Deed] = {}
    for deed in sorted(found, key=lambda deed: (deed.first, deed.last)):
        kept.setdefault((deed.question, deed.name), deed)
    return list(kept.values())


def _subject(row: Row, phrases: list[Phrase], hit: Hit) -> Phrase | None:
    """The phrase that is the subject of the verb at a hit."""
    before, after = row.pack.order["subject"]
    if row.suffixed(hit.first, "plural_verb"):
        after = _REACH + 1  # a verb that is plural by itself has had its subject, or leaves it out
    best: tuple[int, Phrase] | None = None
    for phrase in (each for each in phrases if not is_object(row, each, hit)):
        if not (phrase.subject and phrase.headed) or phrase.first <= hit.first <= phrase.last:
            continue
        left = phrase.last < hit.first
        gap = range(phrase.last + 1, hit.first) if left else range(hit.last + 1, phrase.first)
        if any(row.tokens[at].norm in _STOPS for at in gap):
            continue
        if not left and _object(row, gap):
            continue
        cost = len(gap) + (before if left else after)
        cost += (3 if left else 5) * sum(row.tokens[at].norm == "," or bool(row.at(at, "words", "and")) for at in gap)
        cost += 4 * sum(bool(row.at(at, "words", "clause")) for at in gap)
        cost += 4 * (row.at(phrase.first, "events", "party", "object") is not None)  # a form that may be the object
        if cost > _REACH:
            continue
        if left and row.pack.order["active"][0] == 0:
            cost = -cost  # where objects stand before their verb, the subject is the one farther off
        if is_unknown(row, phrase):
            cost -= _REACH  # unknown people are told of for what they did
        if best is None or cost < best[0]:
            best = (cost, phrase)
    return best[1] if best else None


def _object(row: Row, gap: range) -> bool:
    """Whether what follows a verb is what it was done to: after a preposition, or a noun that it belongs to.

    "Attacked the areas of the SDF" is written without "of" where the pack says that nouns follow each other.
    """
    if any(row.at(at, "words", "preposition") for at in gap[-_NEAR:]):
        return True
    return (
        bool(gap)
        and row.pack.order["active"][1] == 0
        and row.tokens[gap[-1]].kind != "p"
        and not row.at(gap[-1], "words")
    )


def _agent(row: Row, phrases: list[Phrase], hit: Hit) -> Phrase | None:
    """The phrase that "by" governs after (or, where verbs come last, before) a passive."""
    for marker in row.find("events", "fire", "by"):
        if abs(marker.first - hit.last) <= _SHORT:
            for phrase in phrases:
                if 0 < phrase.first - marker.last <= _BESIDE or (marker.first == phrase.first and phrase.headed):
                    return phrase
    return next(
        (p for p in phrases if p.headed and not p.subject and 0 < p.first - hit.last <= _BESIDE), None
    ) or next((p for p in phrases if is_unknown(row, p) and 0 < p.first - hit.last <= _BESIDE + 1), None)


def _deed(row: Row, question: Question, phrase: Phrase, hit: Hit, act: SpeechAct = "assert") -> Deed:
    denial = denied(row, min(phrase.first, hit.first)) if act == "assert" else None
    return Deed(
        question=question,
        name=words_of(row, phrase),
        head=phrase.head if phrase.bare else None,
        first=min(phrase.first, hit.first),
        last=max(phrase.last, hit.last),
        act="deny" if denial else act,
        denied=denial is not None,
        named=_is_doer(row, phrase, hit),
    )


def _is_doer(row: Row, phrase: Phrase, hit: Hit) -> bool:
    """Whether a phrase is surely the subject of a verb after it: no patrol, which is shot at, and no "500 people"."""
    return (
        phrase.subject
        and phrase.last < hit.first
        and row.pack.order["subject"][0] <= 1
        and row.tokens[phrase.first].norm not in row.pack.joined.get("single", ())
        and not (phrase.first and row.tokens[phrase.first - 1].kind == "n")
        and row.at(hit.first, "events", "fire", "back") is None
    )


def _fired(row: Row, phrases: list[Phrase], *, shot: bool) -> list[Deed]:
    found: list[Deed] = []
    passive = [*row.find("events", "fire", "shot_at")]
    passive += [hit for hit in row.find("events", "fire", "shoot") if _passive(row, hit) and hit not in passive]
    covered = {at for hit in passive for at in range(hit.first, hit.last + 1)}
    for hit in passive:
        agent = _agent(row, phrases, hit)
        if agent is not None:
            found.append(_deed(row, "initiator", agent, hit))
            continue
        armed = [h for h in row.find("events", "party", "armed") if -_REACH <= h.first - hit.last <= _SHORT]
        if armed:
            place = min(armed, key=lambda h: abs(h.first - hit.first))
            first, last = min(place.first, hit.first), max(place.last, hit.last)
            found.append(Deed(question="initiator", name=OTHER_SIDE, first=first, last=last))
    stones = row.find("events", "fire", "stones")
    for hit in row.find("events", "fire", "shoot"):
        if any(abs(at.first - hit.last) <= _SHORT and not row.parted(at.first, hit.last, ",;:") for at in stones):
            continue  # "attacked the patrol with stones" is no shot
        if covered.isdisjoint(range(hit.first, hit.last + 1)) and not (returned(row, hit) or mutual(row, hit)):
            subject = _subject(row, phrases, hit)
            if subject is None and (at := shot_at_before(row, hit)) is not None:
                found.append(Deed(question="initiator", name=OTHER_SIDE, first=at, last=hit.last))
            if subject is None or _flies(row, subject) or not _at_people(row, phrases, subject, hit):
                continue
            if not follows(row, hit, subject, shot=shot):
                found.append(_deed(row, "initiator", subject, hit))
    return found


def _shot_at_stones(row: Row, phrases: list[Phrase], *, stoned: bool) -> list[Deed]:
    """Whoever answers stones with shots: nobody has fired before them."""
    found: list[Deed] = []
    for hit in row.find("events", "fire", "back"):
        live = any(abs(other.first - hit.last) <= _SHORT for other in row.find("events", "fire", "live"))
        thrown = [other.last for other in row.find("events", "fire", "stones") if other.last < hit.first]
        if live and (stoned or thrown) and not any(other.last < hit.first for other in shots_of(row)):
            subject = _subject(row, [phrase for phrase in phrases if phrase.first > max(thrown, default=-1)], hit)
            if subject is not None:
                found.append(_deed(row, "initiator", subject, hit))
    return found


def _passive(row: Row, hit: Hit) -> bool:
    """Whether a verb of shooting stands in the passive, as in "wurde der Konvoi … beschossen"."""
    if row.pack.order["verb"] != (0, 0) or row.pack.order["active"][0]:
        return False
    before = range(max(0, hit.first - _REACH), hit.first)
    auxiliary = [at for at in before if row.at(at, "words", "passive")]
    after = row.at(hit.last + 1, "words", "passive") is not None
    return after or any(not any(row.tokens[i].norm in ",;:." for i in range(at, hit.first)) for at in auxiliary)


def _flies(row: Row, phrase: Phrase) -> bool:
    return any(row.at(at, "events", "strike", "aircraft") for at in range(phrase.first, phrase.last + 1))


def _at_people(row: Row, phrases: list[Phrase], subject: Phrase, hit: Hit) -> bool:
    """Whether a verb for both shooting and shelling ("обстреляли") has people for its object, not a place."""
    if not any(h.tag[1] == "attack" and h.tag[2] == "verb" for h in row.all_at(hit.first, "events")):
        return True
    places = [p.first for p in phrases if p is not subject]
    places += [h.first for h in row.find("events", "party", "armed") if not subject.first <= h.first <= subject.last]
    return any(not row.parted(at, hit.first, ",;:") for at in places)


def _attacked(row: Row, phrases: list[Phrase], *, harmed: bool) -> list[Deed]:
    found: list[Deed] = []
    verbs = list(row.find("events", "attack", "verb"))
    if harmed:
        verbs.extend(row.find("events", "attack", "struck"))
    for hit in verbs:
        if mutual(row, hit):
            continue
        undergone = _undergone(row, hit) or _passive(row, hit)
        subject = _agent(row, phrases, hit) if undergone else _subject(row, phrases, hit)
        if subject is None or row.ends_at(hit.first - 1, "words", "not") or _only_craft(row, subject):
            continue
        shooting = any(h.tag[1] == "fire" for h in row.all_at(hit.first, "events"))
        if not (shooting and _at_people(row, phrases, subject, hit)) and (harmed or not _flies(row, subject)):
            found.append(_deed(row, "perpetrator", subject, hit))
    for hit in row.find("events", "attack", "noun"):
        phrase = next((p for p in phrases if _describes(row, p, hit)), None)
        if (
            phrase is not None
            and not _only_craft(row, phrase)
            and (harmed or row.ends_at(phrase.first - 1, "events", "attack", "from"))
        ):
            found.append(_deed(row, "perpetrator", phrase, hit))
    return found


def _undergone(row: Row, hit: Hit) -> bool:
    """Whether an auxiliary before the verb says that its subject was attacked."""
    if row.pack.order["verb"][0] or row.pack.order["active"][0] == 0:
        return False
    before = range(max(0, hit.first - 3), hit.first)
    return any(row.at(at, "words", "passive") for at in before) and not any(
        row.tokens[at].kind == "p" for at in before
    )


def _only_craft(row: Row, phrase: Phrase) -> bool:
    """Whether a phrase names aircraft and nobody whose they are."""
    return _flies(row, phrase) and not any(
        row.at(at, "events", "party", kind)
        for at in range(phrase.first, phrase.last + 1)
        for kind in ("name", "adjective", "object")
    )


def _describes(row: Row, phrase: Phrase, hit: Hit) -> bool:
    """Whether a party stands beside a word for an attack: "Armenian shelling", "missili armeni", "обстріл з боку"."""
    if not any(
        row.at(at, "events", "party", kind)
        for at in range(phrase.first, phrase.last + 1)
        for kind in ("name", "adjective", "object")
    ):
        return False
    before = 0 < hit.first - phrase.last <= _BESIDE and row.pack.order["adjective"][0] == 0
    after = 0 < phrase.first - hit.last <= _BESIDE and row.pack.order["adjective"][1] == 0
    marked = (
        0 < phrase.first - hit.last <= _SHORT
        and row.ends_at(phrase.first - 1, "events", "attack", "from") is not None
    )
    low, high = (phrase.last + 1, hit.first) if phrase.last < hit.first else (hit.last + 1, phrase.first)
    if any(
        (row.tokens[at].kind == "p" and row.tokens[at].norm != "-")
        or row.at(at, "words", "and")
        or row.at(at, "events", "fire", "after")
        for at in range(low, high)
    ):
        return False
    return before or after or marked


def _blamed(row: Row, phrases: list[Phrase]) -> list[Deed]:
    found: list[Deed] = []
    side = row.pack.order["active"]
    for kind, act in (("accuse", "accuse"), ("responsible", "assert"), ("claim", "claim_responsibility")):
        for hit in row.find("events", "attack", kind):
            if row.ends_at(hit.first - 1, "words", "not"):
                continue
            after = [p for p in phrases if 0 < p.first - hit.last <= _BESIDE and _direct(row, hit.last + 1, p.first)]
            before = [p for p in phrases if 0 < hit.first - p.last <= _SHORT]
            near = after[:1] or before[-1:]
            if act == "accuse":
                near = after[:1] if side[1] == 0 else before[-1:]
                second = accused(row, hit)
                near = [_named(*second)] if second else near
            elif act == "claim_responsibility":
                near = before[-1:] or after[:1]
            if near:
                found.append(_deed(row, "perpetrator", near[0], hit, act))  # type: ignore[arg-type]  # literals above
    return found


def _named(first: int, last: int) -> Phrase:
    return Phrase(first=first, last=last, subject=False, headed=True, head=None, bare=False)


def _direct(row: Row, first: int, last: int) -> bool:
    return not any(row.at(at, "words", "preposition") or row.at(at, "words", "of") for at in range(first, last))


def denial_of_it(row: Row) -> tuple[Hit, str | None] | None:
    """Return the words that deny what was said before ("denied it"), and the party that denies, if it is named."""
    hits = row.find("stance", "denial_of_it")
    if not hits:
        return None
    hit = hits[0]
    for phrase in phrases_of(row):
        gap = range(phrase.last + 1, hit.first)
        if 0 < hit.first - phrase.first <= _REACH and not any(row.tokens[at].norm in _STOPS for at in gap):
            return hit, words_of(row, phrase)
    return hit, None
