"""Which of the base model's 250,002 pieces ship: those that news in the languages we serve is made of.

    python -m training.vocabulary --base E5 --lists wordfreq/data --size 92000 -o pieces.json

In: the base's pieces and word frequency lists (the `wordfreq` package's data folder). Out: the indices kept. Scripts
nobody reports these conflicts in go entirely; in the others a piece stays for the share of words that need it.
"""

from __future__ import annotations

import argparse
import gzip
import json
import unicodedata
from collections import defaultdict
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sayso.read.pieces import tokenizer_of
from training.base import SPECIALS, load

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# Weight of each list: what we read first must keep its pieces, the rest keeps its common ones.
LANGUAGES: Final = {
    **dict.fromkeys(("uk", "ru", "en", "ar", "tr"), 4.0),
    **dict.fromkeys(("de", "fr", "es", "fa", "he", "pl"), 2.0),
    **dict.fromkeys(("it", "ro", "zh", "hi", "ur", "pt", "nl", "bg", "el", "sh", "cs"), 1.0),
    **dict.fromkeys(("sv", "nb", "da", "fi", "hu", "mk", "sk", "sl", "ca", "lt", "lv", "id"), 0.3),
}
WORDS: Final = 60_000  # of each list, commonest first
# Without a frequency list: so many of the likeliest pieces. "" is digits, punctuation and symbols.
UNLISTED: Final = {"GEORGIAN": 2_000, "ARMENIAN": 2_000, "": 4_500}
SCRIPTS: Final = frozenset({"LATIN", "CYRILLIC", "ARABIC", "HEBREW", "CJK", "GREEK", "DEVANAGARI", *UNLISTED})
_EXTRA_LETTERS: Final = frozenset("əӘәҒғҚқҮүҢңӨөҺһپچژگڭېۆێڕڵ")  # Azerbaijani, Kazakh, Kurdish, Pashto


def script_of(piece: str) -> str:
    """Return the one script of a piece's letters, "" for no letters, "mixed" for several."""
    scripts = {unicodedata.name(char, "?").split()[0] for char in piece if char.isalpha()}
    return "" if not scripts else scripts.pop() if len(scripts) == 1 else "mixed"


def kept(pieces: Sequence[tuple[str, float]], lists: Path, size: int) -> list[int]:
    """Return `size` indices in ascending order: specials, single letters of the kept scripts, then by use.

    Args:
        pieces: the base's (piece, score) pairs.
        lists: folder of wordfreq's `large_uk.msgpack.gz` and the like.
        size: how many pieces to keep.
    """
    use = _use(pieces, lists)
    by_script: dict[str, list[int]] = defaultdict(list)
    chosen = set(range(len(SPECIALS)))
    for index, (piece, _) in enumerate(pieces):
        script = script_of(piece)
        by_script[script].append(index)
        letter = len(piece.removeprefix("▁")) == 1 and script in SCRIPTS and script not in {"CJK", *UNLISTED}
        if letter or (use.get(index) and script in SCRIPTS and _EXTRA_LETTERS.intersection(piece)):
            chosen.add(index)
    for script, most in UNLISTED.items():
        chosen.update(sorted(by_script[script], key=lambda index: -pieces[index][1])[:most])
    ranked = (index for index in sorted(use, key=lambda index: (-use[index], index)) if index not in chosen)
    reported = (index for index in ranked if script_of(pieces[index][0]) in SCRIPTS)
    return sorted([*chosen, *islice(reported, max(0, size - len(chosen)))])


def _use(pieces: Sequence[tuple[str, float]], lists: Path) -> dict[int, float]:
    """Return how much each piece is needed, over all languages."""
    tokenizer = tokenizer_of(pieces)
    use: dict[int, float] = defaultdict(float)
    for language, weight in LANGUAGES.items():
        words = list(islice(_words(lists, language), WORDS))
        for form, share in ((str.lower, 0.6), (str.capitalize, 0.35), (str.upper, 0.05)):
            encodings = tokenizer.encode_batch_fast([form(word) for word, _ in words], add_special_tokens=False)
            for encoding, (_, frequency) in zip(encodings, words, strict=True):
                for index in encoding.ids:
                    # The square root keeps names and rare forms: what matters is how many words break, not how often.
                    use[index] += weight * (share * frequency) ** 0.5
    return use


def _words(lists: Path, language: str) -> Iterable[tuple[str, float]]:
    """Yield (word, share of running words) from wordfreq's centibel buckets."""
    import msgpack  # comes with wordfreq, used here only

    path = next(path for size in ("large", "small") if (path := lists / f"{size}_{language}.msgpack.gz").exists())
    with gzip.open(path) as stream:
        _, *buckets = msgpack.load(stream, raw=False)
    for centibels, words in enumerate(buckets):
        for word in words:
            yield word, 10 ** (-centibels / 100)


def main() -> None:
    """Choose and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--lists", type=Path, required=True)
    parser.add_argument("--size", type=int, default=92_000)
    parser.add_argument("-o", "--output", type=Path, required=True)
    options = parser.parse_args()
    chosen = kept(load(options.base).pieces, options.lists, options.size)
    options.output.write_text(json.dumps(chosen), encoding="utf-8")


if __name__ == "__main__":
    main()
