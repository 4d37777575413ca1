"""How much a run may still ask.

In: the settings' limits. Out: leave to ask, or an error that says what is spent. Tokens are counted as the service
counts them; where it does not, and before it is asked, they are taken to be a third as many as bytes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sayso.errors import ReadError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.config import Llm
    from sayso.read.llm.endpoint import Reply

_BYTES: Final = 3  # of a token; most texts have more
_IN_A_ROW: Final = 5


class Spent(ReadError):  # noqa: N818  # no error of anybody's: the limit was reached
    """Nothing more may be asked in this run."""


class Budget:
    """Requests and tokens of one run.

    Attributes:
        requests: sent so far.
        tokens: spent so far.
    """

    def __init__(self, settings: Llm) -> None:
        """Begin with nothing spent."""
        self._settings = settings
        self._failed = 0
        self.requests = 0
        self.tokens = 0

    def ask(self, messages: Sequence[dict[str, str]]) -> None:
        """Note that a request is about to be sent.

        Raises:
            Spent: where that would be more than the settings allow, or the service failed several times in a row.
        """
        if self._failed >= _IN_A_ROW:
            problem = f"the service failed {_IN_A_ROW} times in a row; no more is asked"
            raise Spent("llm", problem, "Read again once it works: what was answered is kept.")
        if self.requests >= self._settings.requests:
            raise Spent(
                "llm", f"all {self._settings.requests} requests are spent", "Raise llm.requests, or read again."
            )
        if self.tokens + _tokens(messages) + self._settings.reply_tokens > self._settings.tokens:
            problem = f"of {self._settings.tokens} tokens, too few are left"
            raise Spent("llm", problem, "Raise llm.tokens, or read again: what was answered is kept.")
        self.requests += 1

    def failed(self, messages: Sequence[dict[str, str]]) -> None:
        """Note that no answer came; what was asked may have been paid for."""
        self._failed += 1
        self.tokens += _tokens(messages)

    def answered(self, messages: Sequence[dict[str, str]], reply: Reply) -> None:
        """Note what an answer cost."""
        self._failed = 0
        self.tokens += max(reply.tokens, _tokens(messages) if not reply.tokens else 0)
        if not reply.tokens:
            self.tokens += len(reply.content.encode("utf-8", "replace")) // _BYTES


def _tokens(messages: Sequence[dict[str, str]]) -> int:
    return sum(len(message["content"].encode()) for message in messages) // _BYTES
