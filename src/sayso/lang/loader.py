"""Folders of TOML → checked packs.

In: `lang/<code>/{words,numerals,casualties,events,stance,attribution}.toml`. Out: `Pack`, once per process.
A mistake in a file raises `PackError` with the file's name and the key. Other files in a pack's folder belong
to those who read them.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from sayso.errors import PackError
from sayso.lang.fold import fold_word
from sayso.lang.lexicon import Lexicon, Tag
from sayso.lang.masked import Masked
from sayso.lang.numerals import numerals_of
from sayso.lang.pack import Pack
from sayso.lang.unspaced import Unspaced

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from importlib.resources.abc import Traversable

_FACTS: Final = ("words", "numerals", "casualties", "events", "stance")
_FILES: Final = (*_FACTS, "attribution")
_PAIR: Final = 2
_NUMBERED: Final = {("numerals", "word"), ("numerals", "compound")}


def available() -> tuple[str, ...]:
    """Return the codes of the languages that have a full pack, sorted."""
    root = resources.files("sayso.lang")
    return tuple(
        sorted(
            d.name for d in root.iterdir() if d.is_dir() and all(d.joinpath(f"{f}.toml").is_file() for f in _FILES)
        )
    )


@cache
def load(code: str) -> Pack:
    """Return the pack of a language.

    Raises:
        PackError: where there is no such pack, or a file of it has a mistake.
    """
    folder = resources.files("sayso.lang").joinpath(code)
    if not re.fullmatch(r"[a-z]{2,3}", code) or not folder.is_dir():
        raise PackError(f"lang/{code}", "there is no such language pack", f"Packs: {', '.join(available())}.")
    return load_from(folder, code)


def load_from(folder: Traversable, code: str) -> Pack:
    """Return the pack that lies in `folder`; for packs outside the package, and for trying a change.

    Raises:
        PackError: where a file is missing or has a mistake.
    """
    schema = tomllib.loads(resources.files("sayso.lang").joinpath("schema.toml").read_text("utf-8"))
    lists: dict[Tag, tuple[str, ...]] = {}
    settings: dict[str, object] = {}
    for file in _FILES:
        name = f"lang/{code}/{file}.toml"
        table = _table(folder.joinpath(f"{file}.toml"), name)
        here = dict(_leaves(table))
        _check_required(name, here, schema[file]["required"])
        for path, value in here.items():
            dotted = ".".join(path)
            if dotted in schema[file].get("scalars", ()):
                settings[dotted] = value
            elif any(_allowed(path, allowed) for allowed in schema[file]["lists"]):
                lists[(file, *path)] = _list(name, dotted, value)
            else:
                raise PackError(name, f"unknown key {dotted!r}", "See lang/schema.toml for the keys of a pack.")
    return _pack(code, lists, settings)


def _pack(code: str, lists: dict[Tag, tuple[str, ...]], settings: dict[str, object]) -> Pack:
    words = f"lang/{code}/words.toml"
    name = settings.get("name")
    apostrophe = settings.get("apostrophe", "joins")
    turkic = settings.get("turkic", False)
    proclitics = settings.get("proclitics", [])
    if not isinstance(name, str) or not name:
        raise PackError(words, "name is missing", 'For example: name = "Ukrainian".')
    if apostrophe not in {"joins", "splits"}:
        raise PackError(words, "apostrophe must be joins or splits", 'For example: apostrophe = "joins".')
    if not isinstance(turkic, bool):
        raise PackError(words, "turkic must be true or false", "Leave it out where it is false.")
    orders = tomllib.loads(resources.files("sayso.lang").joinpath("order.toml").read_text("utf-8"))
    chosen = settings.get("order")
    if not isinstance(chosen, str) or chosen not in orders:
        raise PackError(words, f"order must be one of {', '.join(sorted(orders))}", "See lang/order.toml.")
    order = {form: (before, after) for form, (before, after) in orders[chosen].items()}
    joins = apostrophe == "joins"
    clitics = _list(words, "proclitics", proclitics)
    _check_numerals(f"lang/{code}/numerals.toml", lists)
    lists |= dict(numerals_of(lists))
    lexicons = []
    for files in (_FACTS, ("attribution",)):
        kept = {path: found for path, found in lists.items() if path[0] in files and path[:2] != ("words", "joined")}
        patterns = [(pattern, path) for path, found in kept.items() for pattern in found]
        try:
            lexicons.append(Lexicon(patterns, proclitics=clitics, turkic=turkic, apostrophe_joins=joins))
        except ValueError as error:
            raise PackError(f"lang/{code}", str(error), "See lexicon.py for the forms of a pattern.") from error
    return Pack(
        code=code,
        name=name,
        turkic=turkic,
        apostrophe_joins=joins,
        lists=MappingProxyType(lists),
        order=MappingProxyType(order),
        joined=MappingProxyType(
            {
                path[2]: tuple(map(fold_word, found))
                for path, found in lists.items()
                if path[:2] == ("words", "joined")
            }
        ),
        facts=lexicons[0],
        cues=lexicons[1],
        masked=Masked(_hidden(lists, turkic=turkic), turkic=turkic),
        unspaced=_unspaced(words, lists, settings),
    )


def _unspaced(name: str, lists: Mapping[Tag, tuple[str, ...]], settings: Mapping[str, object]) -> Unspaced | None:
    """How the pack's words are told apart without spaces; None where it says nothing of it."""
    if settings.get("unspaced") is not True:
        return None
    variants = _list(name, "variants", settings.get("variants", []))
    if any(len(pair) != _PAIR for pair in variants):
        raise PackError(name, "variants must be pairs of characters", 'For example: variants = ["殺杀"].')
    words = (word for found in lists.values() for pattern in found for word in pattern.split())
    return Unspaced(
        (word for word in words if word not in {"…", "*"}),
        counters=lists.get(("numerals", "counter"), ()),
        variants={pair[0]: pair[1] for pair in variants},
    )


def _hidden(lists: Mapping[Tag, tuple[str, ...]], *, turkic: bool) -> Iterator[str]:
    """Yield the single words for what befell people, folded, stems left out."""
    for path, patterns in lists.items():
        if path[0] == "casualties" and path[1] in {"killed", "wounded", "missing", "captured"}:
            yield from (fold_word(word, turkic=turkic) for word in patterns if " " not in word and "*" not in word)


def _check_numerals(name: str, lists: Mapping[Tag, tuple[str, ...]]) -> None:
    for path in lists:
        numbered = path[:2] in _NUMBERED and path[-1] not in {"joiner", "hundred"}
        if numbered and not path[-1].isdecimal():
            problem = f"{'.'.join(path[1:])!r} does not end in a number"
            raise PackError(name, problem, 'For example: word.12 = ["twelve"].')


def _table(file: Traversable, name: str) -> dict[str, object]:
    try:
        return tomllib.loads(file.read_text("utf-8"))
    except FileNotFoundError as error:
        raise PackError(
            name, "the file is missing", "Every pack holds the same files; copy one from lang/en."
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise PackError(name, f"not valid TOML ({error})", "Correct it at the line named.") from error


def _leaves(table: Mapping[str, object], path: Tag = ()) -> Iterator[tuple[Tag, object]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _leaves(value, (*path, key))
        else:
            yield (*path, key), value


def _check_required(name: str, here: Mapping[Tag, object], required: list[str]) -> None:
    for dotted in required:
        wanted = tuple(dotted.split("."))
        if not any(path[: len(wanted)] == wanted for path in here):
            raise PackError(name, f"{dotted!r} is missing", "Give it a list, which may be empty.")


def _allowed(path: Tag, dotted: str) -> bool:
    wanted = dotted.split(".")
    return len(path) == len(wanted) and all(w in {"*", part} for part, w in zip(path, wanted, strict=True))


def _list(name: str, key: str, value: object) -> tuple[str, ...]:
    if not isinstance(value, list | tuple) or not all(isinstance(v, str) and v.strip() for v in value):
        raise PackError(name, f"{key!r} must be a list of words", 'For example: ["said", "told"].')
    if len(set(value)) != len(value):
        twice = sorted({v for v in value if list(value).count(v) > 1})
        raise PackError(name, f"{key!r} holds {twice[0]!r} twice", "Remove one of them.")
    return tuple(value)
