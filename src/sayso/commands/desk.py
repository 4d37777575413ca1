"""`sayso desk`: the case on a web page."""
# ruff: noqa: D301  # the backspace in a help text is click's mark for lines that stay as they are

from __future__ import annotations

import ipaddress
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
        from sayso.desk.options import Options
    except ImportError as error:
        raise click.ClickException(
            f"{error.name} is not installed. Install the desk: pip install 'sayso[desk]'."
        ) from error
    from sayso.case import Case

    if not (folder / "ledger").is_dir():
        click.echo(f"{folder}: no case here yet. Add reports on the page, or with `sayso read`.", err=True)
    click.echo("Opening the case …", err=True)
    options = Options(password=password, token=token, hosts=tuple(name.lower() for name in hosts), https=bool(key))
    app = create_app(Case(folder), options)
    shown = f"[{host}]" if ":" in host else host
    click.echo(f"Desk: {'https' if key else 'http'}://{shown}:{port}/   (stop it with Ctrl+C)")
    if not _is_local(host) and not key:
        click.echo(
            "Passwords and reports travel readable by others on the way: give --certificate and --key.", err=True
        )
    uvicorn.run(
        app,
        host=host,
        port=port,
        log_level="warning",
        server_header=False,
        ssl_certfile=certificate,
        ssl_keyfile=key,
    )


def _is_local(host: str) -> bool:
    try:
        return host in _LOCAL or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
