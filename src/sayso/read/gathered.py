"""Credits in the opening words of a report: "according to information that Anadolu obtained …".

In: the local attributions of a report with their voices, its language pack. Out: a credit line over all that follows,
for the agency or outlet that gathered what is told. Who told the agency stays with the sentence that names them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sayso.read.backward import PASSES_ON
from sayso.read.link import CreditLine

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.lang import Pack
    from sayso.read.link import Line

_GATHERED: Final = ("attribution", "credit", "gathered")
_OPENING: Final = 2  # sentences: a headline and what opens the text


def gathered_credits(
    text: str, sentences: Sequence[tuple[int, int]], pack: Pack, lines: Sequence[Line]
) -> tuple[CreditLine, ...]:
    """Return the credit lines that attributions of the opening sentences make."""
    found = []
    for index, (start, end) in enumerate(sentences[:_OPENING]):
        tokens = pack.tokens(text[start:end])
        for hit in pack.cues.hits(tokens):
            first, last = start + tokens[hit.first].start, start + tokens[hit.last].end
            line = next((one for one in lines if one.cue.start < last and first < one.cue.end), None)
            if hit.tag != _GATHERED or line is None:
                continue
            chains = tuple(chain[:1] for chain in line.chains if chain and chain[0].kind in PASSES_ON)
            if chains and chains[0][0].source_id:
                found.append(
                    CreditLine(
                        chains=chains[:1], cue=line.cue, sentence=index, reach="rest", narrow=False, wire=False,
                        first=0, last=len(sentences) - 1,
                    )
                )  # fmt: skip
    return tuple(found[:1])
