"""The command line: each command makes one call of `Case` and prints what comes back.

In: arguments. Out: text for people (or JSON lines with `--json`), exit status 0, 1 (something was rejected or does
not verify) or 2 (the call itself was wrong). Progress bars appear on a terminal and never in a pipe. A command lives
in a file of its own under `commands/`, and is loaded when it is asked for.
"""
# ruff: noqa: D301  # the backspace in a help text is click's mark for lines that stay as they are

from __future__ import annotations

import errno
from importlib import import_module
from typing import Any

import click

from sayso.errors import SaysoError
from sayso.version import __version__

# In the order in which `sayso --help` lists them: a command `x` is `sayso.commands.x:x`.
COMMANDS = (
    "read",
    "watch",
    "incidents",
    "show",
    "explain",
    "dossier",
    "desk",
    "export",
    "places",
    "verify",
    "pack",
    "unpack",
    "stamp",
    "demo",
)


def command(name: str) -> click.Command:
    """Return the command called `name`, one of `COMMANDS`."""
    found: click.Command = getattr(import_module(f"sayso.commands.{name}"), name)
    return found


class _Plain(click.Group):
    """A group that loads commands on demand and ends a user's mistake with one line instead of a traceback."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        del ctx
        return command(cmd_name) if cmd_name in COMMANDS else None

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401  # click's own signature
        try:
            return super().invoke(ctx)
        except SaysoError as error:
            raise click.ClickException(str(error)) from error
        except OSError as error:
            if error.errno == errno.EPIPE:  # whoever read our output has seen enough; click ends quietly
                raise
            subject = error.filename or "the system"
            raise click.ClickException(f"{subject}: {error.strerror or error}. Check the path.") from error


@click.group(cls=_Plain, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="sayso")
def main() -> None:
    """Show who says what about a contested incident, and on whose word.

    \b
    sayso read reports/ --case my-case
    sayso incidents --case my-case
    sayso dossier --case my-case -o dossier.html
    """
