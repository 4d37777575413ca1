"""One question to an OpenAI-compatible service, one answer, within limits of time and size.

In: chat messages. Out: a `Reply`, or an error in one line. No tools are offered, no redirect is followed, nothing is
tried twice, and the key appears in no message. What is in the answer is not looked at here.
"""

from __future__ import annotations

import json
import os
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from sayso.errors import ReadError

if TYPE_CHECKING:
    from collections.abc import Sequence

    import httpx

    from sayso.config import Llm

MISSING: Final = "Install it with: pip install 'sayso[llm]'."
_PREFIX: Final = "SAYSO_LLM_"
_MOST: Final = 2_000_000  # bytes of an answer
_OK: Final = 200
_LOOPBACK: Final = frozenset({"localhost", "127.0.0.1", "::1"})
_SHOWN: Final = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What a service answered.

    Attributes:
        content: the answer's text.
        tokens: asked and answered, as the service counts them; 0 where it does not.
        fingerprint: by which the service names the state of the model, or "".
        cut: the answer ended because it was too long.
    """

    content: str
    tokens: int
    fingerprint: str
    cut: bool


class Endpoint:
    """A service that is asked one thing after another.

    Args:
        settings: the `[llm]` table.

    Raises:
        ReadError: where the table is not complete, its key would be sent in the clear, or httpx is missing.
    """

    def __init__(self, settings: Llm) -> None:
        """Check the settings and read the key; nothing is sent yet."""
        try:
            import httpx
        except ImportError as error:
            raise ReadError("sayso read --llm", "needs the package httpx", MISSING) from error
        self._settings = settings
        self._url = f"{checked(settings)}/chat/completions"
        headers = {"Accept": "application/json", "Accept-Encoding": "identity"}
        if key := os.environ.get(settings.key_env, "").strip():
            where = urlsplit(self._url)
            if where.scheme != "https" and where.hostname not in _LOOPBACK:
                raise ReadError("llm.endpoint", "the key would be sent unencrypted", "Use an https address.")
            headers["Authorization"] = f"Bearer {key}"
        # No proxies or passwords from the environment: what is sent where stands in the settings alone.
        self._client = httpx.Client(headers=headers, timeout=settings.seconds, trust_env=False)
        self._failure: type[Exception] = httpx.HTTPError

    def ask(self, messages: Sequence[dict[str, str]]) -> Reply:
        """Return the answer to some messages.

        Raises:
            ReadError: where none comes in time, or what comes is none.
        """
        body = {
            "model": self._settings.model,
            "messages": list(messages),
            "temperature": 0,
            "seed": self._settings.seed,
            "max_tokens": self._settings.reply_tokens,
            "stream": False,
        }
        end = time.monotonic() + self._settings.seconds
        try:
            with self._client.stream("POST", self._url, json=body) as response:
                data = self._body(response, end)
        except (self._failure, ValueError, UnicodeError) as error:
            kind = "no answer came in time" if "Timeout" in type(error).__name__ else f"no answer ({_line(error)})"
            raise self._error(kind, "Check that the service runs, and `[llm]` in sayso.toml.") from error
        return self._reply(data)

    def close(self) -> None:
        """Let the connection go."""
        self._client.close()

    def _body(self, response: httpx.Response, end: float) -> bytes:
        data = bytearray()
        for chunk in response.iter_raw():
            data += chunk
            if len(data) > _MOST:
                raise self._error(f"the answer is longer than {_MOST} bytes", "Lower llm.reply_tokens, or change it.")
            if time.monotonic() > end:
                raise self._error("no answer came in time", "Raise llm.seconds.")
        if response.status_code != _OK:
            told = _line(data[: 4 * _SHOWN].decode("utf-8", "replace"))
            raise self._error(f"status {response.status_code} ({told})", "See what the service says.")
        return bytes(data)

    def _reply(self, data: bytes) -> Reply:
        try:
            record: Any = json.loads(data)
            choice = record["choices"][0]
            content = choice["message"]["content"]
            used = record.get("usage") or {}
            tokens = used.get("total_tokens")
            fingerprint = record.get("system_fingerprint")
        except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
            raise self._error("the answer is not that of a chat service", "Check llm.endpoint.") from error
        if not isinstance(content, str):
            raise self._error("the answer holds no text", "Try another model.")
        return Reply(
            content=content,
            tokens=max(0, tokens) if isinstance(tokens, int) else 0,
            fingerprint=fingerprint if isinstance(fingerprint, str) else "",
            cut=choice.get("finish_reason") == "length",
        )

    def _error(self, problem: str, mend: str) -> ReadError:
        return ReadError(f"model {self._settings.model}", problem, mend)


def checked(settings: Llm) -> str:
    """Return the service's base address without a slash at its end.

    Raises:
        ReadError: where address or model are not set, or the key's variable is none of ours: a case folder comes
            with its settings, and must not be able to send just any secret somewhere.
    """
    example = 'For example: endpoint = "http://127.0.0.1:8080/v1" and model = "…" under [llm].'
    if not settings.endpoint or not settings.model:
        missing = "endpoint" if not settings.endpoint else "model"
        raise ReadError("sayso.toml", f"llm.{missing} is not set", example)
    try:
        where = urlsplit(settings.endpoint)
        whole = where.scheme in {"http", "https"} and where.hostname and where.port != 0 and not where.query
    except ValueError:
        whole = False
    if not whole:
        raise ReadError("sayso.toml", "llm.endpoint is no web address", example)
    if not settings.key_env.startswith(_PREFIX):
        raise ReadError("sayso.toml", f"llm.key_env must begin with {_PREFIX}", f"For example: {_PREFIX}KEY.")
    return settings.endpoint.rstrip("/")


def _line(told: object) -> str:
    return " ".join(str(told).split())[:_SHOWN] or type(told).__name__
