"""SQL kept as files beside the room that uses it.

In: a package and the name of a relation. Out: the text of `sql/<name>.sql` in that package.
Nothing here runs SQL.
"""

from __future__ import annotations

from importlib import resources

from sayso.errors import EngineError


def sql(package: str, name: str) -> str:
    """Return the text of `sql/<name>.sql`, package data of `package`.

    Args:
        package: dotted name, usually the caller's `__package__`.
        name: the relation that the file produces, without `.sql`.

    Raises:
        EngineError: if the package holds no such file.
    """
    file = resources.files(package).joinpath("sql", f"{name}.sql")
    if not file.is_file():
        raise EngineError(name, f"{package} holds no sql/{name}.sql", "")
    return file.read_text(encoding="utf-8")
