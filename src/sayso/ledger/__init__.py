"""The ledger: what was observed and decided, stored once, append only, and able to prove it.

In: dataclasses of `model.py`. Out: the same values. On disk it is a folder of JSONL segments that any tool can
read; each names by hash those it follows, so `verify` can say whether anything was changed, taken away or moved.
It does not interpret what it stores, and holds nothing derived.
"""

from sayso.ledger.codec import Decoder, from_json, to_json
from sayso.ledger.journal import Ledger, Segment
from sayso.ledger.proof import VerifyResult, verify

__all__ = ["Decoder", "Ledger", "Segment", "VerifyResult", "from_json", "to_json", "verify"]
