"""The words that a language model is asked with: instructions, and a report fenced off as data.

In: a stretch of a report. Out: chat messages. The fence is made from the text's own hash, so that no text can
hold the line that would close it.
"""

from __future__ import annotations

from functools import cache
from importlib import resources

from sayso.ids import sha256_hex

_DIGITS = 24


@cache
def template() -> str:
    """Return the instructions, the fence's mark left open."""
    return resources.files("sayso.read.llm").joinpath("data", "prompt.txt").read_text(encoding="utf-8")


@cache
def prompt_sha() -> str:
    """Return the SHA-256 of the instructions as 64 hexadecimal digits."""
    return sha256_hex(template().encode())


def messages_for(text: str) -> list[dict[str, str]]:
    """Return the messages that ask about one stretch of a report."""
    mark = f"REPORT-{sha256_hex(text.encode())[:_DIGITS]}"
    return [
        {"role": "system", "content": template().replace("{mark}", mark)},
        {"role": "user", "content": f"{mark}\n{text}\n{mark}"},
    ]
