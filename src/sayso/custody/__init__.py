"""Custody: the original bytes, kept as they came, and a log that says where from, when and how.

In: bytes on their way into a case, and the reports made of them. Out: an archive of files named by their SHA-256, a
log whose every line names the one before by hash, and a proof that archive, log and ledger still agree. A whole case
goes into one file and comes out of it byte for byte. It reads no documents and fetches nothing.
"""

from sayso.custody.archive import Archive, Held
from sayso.custody.log import Log
from sayso.custody.packing import pack
from sayso.custody.proof import Proof, verify
from sayso.custody.receipt import Receipt, Response, now
from sayso.custody.room import Room
from sayso.custody.stamps import stamp
from sayso.custody.unpacking import unpack

__all__ = [
    "Archive",
    "Held",
    "Log",
    "Proof",
    "Receipt",
    "Response",
    "Room",
    "now",
    "pack",
    "stamp",
    "unpack",
    "verify",
]
