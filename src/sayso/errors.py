"""What can go wrong, said so that a person can mend it.

In: the name of the report (or file, relation, incident) concerned, what is wrong, what to do next.
Out: exceptions whose text is one clear line. Nothing here prints or logs.
"""

from __future__ import annotations


class SaysoError(Exception):
    """Base of every error that sayso raises on purpose.

    Args:
        subject: the report, file, relation or incident concerned, as the user knows it.
        problem: what is wrong with it, in plain words.
        mend: what the user can do about it.
    """

    def __init__(self, subject: str, problem: str, mend: str) -> None:
        """Keep the three parts apart so that a page or a log can show them in its own way."""
        super().__init__(f"{subject}: {problem}. {mend}")
        self.subject = subject
        self.problem = problem
        self.mend = mend


class IntakeError(SaysoError):
    """A file or record that cannot become a report."""


class ReadError(SaysoError):
    """A report that could not be read for claims."""


class PackError(SaysoError):
    """A language pack or registry file with a mistake in it."""


class LedgerError(SaysoError):
    """A case folder whose ledger cannot be opened, or was altered."""


class CustodyError(SaysoError):
    """An archive or custody log that cannot be written, or a packed case that cannot be opened."""


class EngineError(SaysoError):
    """A relation that failed; carries the SQL.

    Args:
        relation: name of the SQL file.
        problem: the engine's own message.
        sql: the statement that failed.
    """

    def __init__(self, relation: str, problem: str, sql: str) -> None:
        """Keep the SQL so that the message can be reproduced outside sayso."""
        super().__init__(relation, problem, f"The statement was:\n{sql}")
        self.sql = sql


class UnknownError(SaysoError):
    """An incident, report, claim or finding that the case does not hold."""
