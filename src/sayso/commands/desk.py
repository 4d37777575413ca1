"""`sayso desk`: the case on a web page."""
# ruff: noqa: D301  # the backspace in a help text is click's mark for lines that stay as they are

from __future__ import annotations

import contextlib
import errno
import ipaddress
import os
import socket
from pathlib import Path

import click

from sayso.commands.base import case_option

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_LOCAL = frozenset({"localhost"})


@click.command()
@case_option
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8017, show_default=True, type=click.IntRange(0, 65535), help="Port to listen on.")
@click.option("--password-file", type=_FILE, help="File with the password that people must give.")
@click.option("--token", envvar="SAYSO_DESK_TOKEN", help="Token that programs and people may give instead.")
@click.option("--allow-host", "hosts", multiple=True, help="Name under which browsers may ask for the desk.")
@click.option("--certificate", type=_FILE, help="TLS certificate, with --key.")
@click.option("--key", type=_FILE, help="TLS key, with --certificate.")
def desk(  # noqa: PLR0913  # click gives each option
    *,
    folder: Path,
    host: str,
    port: int,
    password_file: Path | None,
    token: str | None,
    hosts: tuple[str, ...],
    certificate: Path | None,
    key: Path | None,
) -> None:
    """Open the case in a browser: look, doubt, decide.

    The desk listens on this machine alone. To let others in, give it a password or a token.

    \b
    sayso desk --case my-case
    sayso desk --case my-case --host 0.0.0.0 --password-file desk.password
    """
    password = password_file.read_text(encoding="utf-8").strip() if password_file else None
    if password_file and not password:
        raise click.ClickException(f"{password_file}: holds no password. Write one on its first line.")
    if token is not None and not token.strip():
        raise click.ClickException("--token: is empty. Give one of 16 letters or more.")
    if not _is_local(host) and password is None and token is None:
        raise click.ClickException(
            f"--host {host}: others could open the desk. Give it a password with --password-file, or a --token."
        )
    if (certificate is None) != (key is None):
        raise click.ClickException("--certificate and --key: one does not work without the other. Give both.")
    try:
        import uvicorn

        from sayso.desk import create_app
        from sayso.desk.options import KEPT_OPEN, Options
    except ImportError as error:
        raise click.ClickException(
            f"{error.name} is not installed. Install the desk: pip install 'sayso[desk]'."
        ) from error
    from sayso.case import Case

    with _listening(host, port) as room:
        if not (folder / "ledger").is_dir():
            click.echo(f"{folder}: no case here yet. Add reports on the page, or with `sayso read`.", err=True)
        click.echo("Opening the case …", err=True)
        options = Options(
            password=password, token=token, hosts=tuple(name.lower() for name in hosts), https=bool(key)
        )
        app = create_app(Case(folder), options)
        if not _is_local(host) and not key:
            click.echo(
                "Passwords and reports travel readable by others on the way: give --certificate and --key.", err=True
            )
        config = uvicorn.Config(
            app,
            log_level="warning",
            server_header=False,
            timeout_keep_alive=KEPT_OPEN,
            ssl_certfile=certificate,
            ssl_keyfile=key,
        )
        shown = f"[{host}]" if ":" in host else host
        where = f"{'https' if key else 'http'}://{shown}:{room.getsockname()[1]}/"
        click.echo(f"Desk: {where}   (stop it with Ctrl+C)")
        with contextlib.suppress(KeyboardInterrupt):  # how Ctrl+C comes back once all is put away
            uvicorn.Server(config).run(sockets=[room])


def _listening(host: str, port: int) -> socket.socket:
    """Return a socket that listens there, taken before the case is opened, so that a taken port is told at once."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0][0]
        return socket.create_server((host, port), family=family, backlog=2048)
    except socket.gaierror as error:
        raise click.ClickException(f"--host {host}: is no address known here. Give one of this machine's.") from error
    except OSError as error:
        raise click.ClickException(_why_not(host, port, error)) from error


def _why_not(host: str, port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return (
            f"--port {port}: another program, perhaps another desk, listens there already."
            " Stop it, or take another port (--port 0 finds a free one)."
        )
    if error.errno == errno.EADDRNOTAVAIL:
        return f"--host {host}: is not an address of this machine. Give one that is, or 0.0.0.0 for all of them."
    if error.errno == errno.EACCES:
        return f"--port {port}: needs rights that you do not have. Take one above 1023."
    return f"{host}:{port}: cannot be listened on ({os.strerror(error.errno or 0)}). Take another --host or --port."


def _is_local(host: str) -> bool:
    try:
        return host in _LOCAL or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
