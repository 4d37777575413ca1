"""RFC 3161 time stamps over the custody log: an outside witness that the log, and all that it names, existed by then.

In: a log, and a way to ask a time-stamping authority. Out: `custody/stamps/*.tsr` and a line in the log; or what is
wrong with such a pair. What is stamped is the hash of the log's last line, which covers every line before it and,
through them, every byte received. Needs the extra `sayso[stamp]`; without it the tokens' bytes are checked, their
signatures not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sayso.custody.archive import flush
from sayso.custody.receipt import now
from sayso.errors import CustodyError
from sayso.ids import sha256_hex

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sayso.custody.log import Log

FOLDER: Final = "stamps"
MISSING: Final = "Install it with: pip install 'sayso[stamp]'."
_UNCHECKED: Final = f"time stamps are there, their signatures were not checked. {MISSING}"


def stamp(
    log: Log, ask: Callable[[bytes], bytes], root: bytes, authority: str, clock: Callable[[], str] = now
) -> str:
    """Have the log's last line stamped, keep the token, and return the time that the authority states.

    Args:
        log: of a case that has been read into.
        ask: sends a DER time-stamp request to the authority and returns its DER answer.
        root: PEM certificate of the authority's root, kept beside the token so that anyone can check it.
        authority: its address, for the log.
        clock: gives ISO times.

    Raises:
        CustodyError: if the log is empty, the extra is missing, or the answer is no valid stamp of this line.
    """
    try:
        import rfc3161_client
    except ImportError as error:
        raise CustodyError("time stamps", "need the package rfc3161-client", MISSING) from error
    with log.writing():
        for _ in log.news():
            pass
        if not log.length:
            raise CustodyError(str(log.folder), "there is no custody log to stamp", "Read some reports first.")
        message = log.head.encode()
        token = ask(rfc3161_client.TimestampRequestBuilder().data(message).build().as_bytes())
        problem, at = _verdict(token, root, message)
        if problem:
            raise CustodyError(authority, problem, "Check the authority's address and its root certificate.")
        entry = {"kind": "stamped", "over": log.head, "authority": authority, "time": at, "at": clock()}
        for name, data in (("token", token), ("root", root)):
            entry[name] = sha256_hex(data)
            _keep(log.folder / FOLDER, f"{entry[name]}.{'tsr' if name == 'token' else 'pem'}", data)
        log.append([entry])
        return at


def stamp_problem(folder: Path, entry: dict[str, Any]) -> tuple[str | None, str | None]:
    """Return what is wrong with a `stamped` line of the case in `folder`, and what to know though it is right.

    Raises:
        KeyError: if the line lacks a field.
    """
    if entry["over"] != entry["prev"]:
        return "the time stamp is over another line than the one before it", None
    kept: dict[str, bytes] = {}
    for name, suffix in (("token", "tsr"), ("root", "pem")):
        path = folder / "custody" / FOLDER / f"{entry[name]}.{suffix}"
        try:
            kept[name] = path.read_bytes()
        except OSError:
            return f"the time stamp's {name} is missing", None
        if sha256_hex(kept[name]) != entry[name]:
            return f"the time stamp's {name} was altered", None
    try:
        problem, at = _verdict(kept["token"], kept["root"], str(entry["over"]).encode())
    except ImportError:
        return None, _UNCHECKED
    return problem or (None if at == entry["time"] else f"the time stamp is of {at}, not of {entry['time']}"), None


def _verdict(token: bytes, root: bytes, message: bytes) -> tuple[str | None, str]:
    """Return what is wrong with a token, if anything, and the time that it states."""
    import rfc3161_client
    from cryptography import x509

    try:
        response = rfc3161_client.decode_timestamp_response(token)
        builder = rfc3161_client.VerifierBuilder()
        for certificate in x509.load_pem_x509_certificates(root):
            builder = builder.add_root_certificate(certificate)
        builder.build().verify_message(response, message)
    except (ValueError, rfc3161_client.VerificationError) as error:
        return f"the time stamp does not verify ({error})", ""
    return None, response.tst_info.gen_time.isoformat()


def _keep(folder: Path, name: str, data: bytes) -> None:
    folder.mkdir(exist_ok=True)
    partial = folder / f".{name}.partial"
    partial.write_bytes(data)
    partial.replace(folder / name)
    flush(folder)
