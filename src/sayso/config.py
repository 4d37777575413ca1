"""What a user may set, in one frozen object, read from `sayso.toml` in the case folder.

In: an optional TOML file. Out: `Settings`. Nothing else in the house reads configuration.
"""

from __future__ import annotations

import dataclasses
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from sayso.errors import PackError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

LANGUAGES = ("uk", "ru", "en", "ar", "tr", "de", "fr", "es", "it", "pl", "az", "ro", "fa", "he", "zh", "hi")

COLUMNS = ("text", "title", "outlet", "url", "published", "captured", "language", "key", "credits")


@dataclass(frozen=True, slots=True, kw_only=True)
class Llm:
    """The `[llm]` table: the optional reader that asks a language model (`docs/llm.md`).

    Attributes:
        endpoint: base address of an OpenAI-compatible service, with its `/v1`; empty means that nothing is asked.
        model: as the service calls it.
        digest: what pins the model's weights down; where empty, the service's own fingerprint stands in.
        key_env: environment variable that holds the key; it begins with SAYSO_LLM_.
        requests: so many are sent in one run at the most.
        tokens: so many, asked and answered, are spent in one run at the most.
        reply_tokens: the longest answer to one request.
        letters: of a report, so many are sent in one request at the most.
        seconds: the longest that one answer may take.
        seed: sent along; many services answer alike to the same one.
    """

    endpoint: str = ""
    model: str = ""
    digest: str = ""
    key_env: str = "SAYSO_LLM_KEY"
    requests: int = 500
    tokens: int = 2_000_000
    reply_tokens: int = 4_000
    letters: int = 12_000
    seconds: int = 120
    seed: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything adjustable.

    Attributes:
        languages: ISO 639-1 codes that language detection chooses among.
        max_bytes: a larger file or record is turned away.
        threads: for the encoder; 1 keeps results and load predictable.
        max_letters: a longer text is turned away.
        max_seconds: a page or feed that takes longer to take apart is turned away.
        max_links: of a feed or sitemap, so many are followed in one go.
        keep_originals: the bytes of all that is read are kept in the case's archive.
        columns: of tables: (field of a report, name of its column), where it is not known by its name.
        ocr: words are read from pictures, where tesseract is installed.
        web_private: addresses of this machine and of the local network may be asked too.
        web_robots: a site's robots.txt is honoured.
        web_seconds: the longest that one page may take to arrive.
        web_delay: milliseconds between two requests to one host.
        llm: the optional reader that asks a language model.
    """

    languages: tuple[str, ...] = LANGUAGES
    max_bytes: int = 20_000_000
    threads: int = 1
    max_letters: int = 1_000_000
    max_seconds: int = 10
    max_links: int = 1_000
    keep_originals: bool = True
    columns: tuple[tuple[str, str], ...] = ()
    ocr: bool = False
    web_private: bool = False
    web_robots: bool = True
    web_seconds: int = 30
    web_delay: int = 1_000
    llm: Llm = Llm()

    @classmethod
    def load(cls, path: Path) -> Self:
        """Return the settings in `path`, or the defaults where there is no such file.

        Raises:
            PackError: for an unknown key, a value of the wrong type or TOML that does not parse.
        """
        if not path.exists():
            return cls()
        try:
            table = tomllib.loads(path.read_text(encoding="utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise PackError(path.name, f"not valid TOML ({error})", "Correct or remove the file.") from error
        return cls(**_values(cls, path.name, table))  # type: ignore[arg-type]  # each value was checked against its field


def _values(kind: type[Settings | Llm], file: str, table: dict[str, object], within: str = "") -> dict[str, object]:
    known = {field.name: field for field in dataclasses.fields(kind)}
    values: dict[str, object] = {}
    for key, value in table.items():
        name = f"{within}{key}"
        if key not in known:
            raise PackError(file, f"unknown setting {name!r}", f"Known settings: {', '.join(sorted(known))}.")
        default = known[key].default
        if isinstance(default, Llm):
            if not isinstance(value, dict):
                raise PackError(file, f"{name} must be a table", f"For example: [{name}] on a line of its own.")
            values[key] = Llm(**_values(Llm, file, value, f"{name}."))  # type: ignore[arg-type]  # as above
        else:
            values[key] = _checked(file, name, value, default)
    return values


def _checked(file: str, key: str, value: object, default: object) -> object:
    if key == "languages":
        if isinstance(value, list) and value and all(isinstance(code, str) for code in value):
            return tuple(value)
        raise PackError(file, "languages must be a list of codes", 'For example: languages = ["uk", "en"].')
    if key == "columns":
        return _columns(file, value)
    if isinstance(default, bool):
        if isinstance(value, bool):
            return value
        raise PackError(file, f"{key} must be true or false", f"For example: {key} = {str(default).lower()}.")
    if isinstance(default, str):
        if isinstance(value, str):
            return value
        raise PackError(file, f"{key} must be text", f'For example: {key} = "{default}".')
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        raise PackError(file, f"{key} must be a whole number above 0", f"For example: {key} = 1.")
    return value


def _columns(file: str, value: object) -> tuple[tuple[str, str], ...]:
    if not isinstance(value, dict) or not all(isinstance(name, str) and name for name in value.values()):
        raise PackError(file, "columns must be a table of names", 'For example: columns = { text = "Body" }.')
    return named_columns(file, value.items())


def named_columns(subject: str, pairs: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Return which column holds which field, as `Settings.columns` has it.

    Args:
        subject: where that is said; for the message.
        pairs: (field, name of its column).

    Raises:
        PackError: for a field that a report does not have.
    """
    named = tuple(pairs)
    for field, _ in named:
        if field not in COLUMNS:
            raise PackError(subject, f"a report has no field {field!r}", f"Fields: {', '.join(COLUMNS)}.")
    return named
