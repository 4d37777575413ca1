"""One row of a list that others made: a report where it holds the words, otherwise an address where they are.

In: what the row states, under the names that a draft has. Out: a draft; for a row without words a link, if the list
itself came over the network, or else one line that says how to get them, for reading a file asks nobody.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from sayso.intake.arrival import Draft, Link, Stated
from sayso.intake.files import is_address
from sayso.model import Rejected

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sayso.intake.arrival import Source


def row_of(
    stated: Mapping[str, str], source: Source, subject: str, sha256: str, notes: tuple[Rejected, ...] = ()
) -> Draft | Link | Rejected:
    """Return what a row comes to.

    Args:
        stated: `text` and any of `title`, `outlet`, `url`, `published`, `captured`, `language`, `key`, `credits`.
        source: the list.
        subject: the row's name, for messages.
        sha256: of the row's own bytes.
        notes: what the user should know of it.
    """
    fields = {name: value.strip() for name, value in stated.items() if value.strip()}
    text, url = fields.pop("text", ""), fields.get("url", "")
    if any(map(str.isalpha, text)):
        credit = fields.pop("credits", None)
        return Draft(
            subject=subject,
            text=text,
            sha256=sha256,
            origin_file=source.name,
            credits=(credit,) if credit else (),
            notes=notes,
            **fields,
        )
    if source.response is not None and is_address(url):
        known = {name: fields[name] for name in ("title", "outlet", "published", "language") if name in fields}
        return Link(url=url, stated=Stated(**known))
    if is_address(url):
        mend = f"Read the page itself, with the extra sayso[web]: sayso read {url}"
        return Rejected(subject=subject, problem="names an article and holds none of its words", mend=mend)
    return Rejected(subject=subject, problem="has no words", mend="Leave it out, or add them.")


def language_code(name: str, languages: Sequence[str]) -> str:
    """Return the code of a language that is called by its name, in English or in itself; else what was given.

    Args:
        name: "Spanish", "español" or "es".
        languages: ISO 639-1 codes to choose among.
    """
    return _named(tuple(languages)).get(name.strip().casefold(), name)


@functools.cache
def _named(languages: tuple[str, ...]) -> dict[str, str]:
    from babel import Locale, UnknownLocaleError

    names: dict[str, str] = {}
    for code in languages:
        try:
            locale = Locale.parse(code)
        except (UnknownLocaleError, ValueError):
            continue
        names.update({(name or code).casefold(): code for name in (locale.english_name, locale.display_name)})
    return names
