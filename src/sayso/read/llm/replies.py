"""Answers of a model, kept so that a run can be repeated without it.

In: what was asked. Out: the answer to just that, if it was given before. One file per answer in the case's
`llm/replies/`, named by a hash of text, prompt, model and seed. It holds those hashes and the answer, but neither the
report nor the key.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from sayso.errors import ReadError
from sayso.ids import canonical_json, sha256_hex
from sayso.read.llm.endpoint import Reply
from sayso.read.llm.prompt import prompt_sha

if TYPE_CHECKING:
    from pathlib import Path

    from sayso.config import Llm


class Replies:
    """The answers that a case holds.

    Args:
        folder: made when the first answer is kept.
        settings: the `[llm]` table.
    """

    def __init__(self, folder: Path, settings: Llm) -> None:
        """Note where answers are; nothing is read yet."""
        self._folder = folder
        self._settings = settings

    def get(self, text: str) -> Reply | None:
        """Return the answer that was given to this text; None where there is none, or its file is damaged."""
        asked = self._asked(text)
        try:
            record = json.loads(self._path(asked).read_bytes())
            if {key: record[key] for key in asked} != asked:
                return None
            return Reply(
                content=str(record["content"]),
                tokens=int(record["tokens"]),
                fingerprint=str(record["fingerprint"]),
                cut=bool(record["cut"]),
            )
        except (OSError, ValueError, LookupError, TypeError, RecursionError):
            return None

    def keep(self, text: str, reply: Reply) -> None:
        """Keep an answer.

        Raises:
            ReadError: where the folder cannot be written.
        """
        asked = self._asked(text)
        record = {
            **asked,
            "content": reply.content,
            "tokens": reply.tokens,
            "fingerprint": reply.fingerprint,
            "cut": reply.cut,
        }
        path = self._path(asked)
        partial = path.with_suffix(".partial")
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            # ASCII, since a model may answer with half a letter that UTF-8 cannot hold
            partial.write_text(json.dumps(record, sort_keys=True, indent=1) + "\n", encoding="ascii")
            partial.replace(path)
        except OSError as error:
            problem = f"cannot be written ({error.strerror or error})"
            raise ReadError(str(path), problem, "Check the folder's rights and the space on the disk.") from error

    def _asked(self, text: str) -> dict[str, object]:
        return {
            "text_sha256": sha256_hex(text.encode()),
            "prompt_sha256": prompt_sha(),
            "model": self._settings.model,
            "digest": self._settings.digest,
            "seed": self._settings.seed,
            "reply_tokens": self._settings.reply_tokens,
        }

    def _path(self, asked: dict[str, object]) -> Path:
        return self._folder / f"{sha256_hex(canonical_json(asked).encode())[:32]}.json"
