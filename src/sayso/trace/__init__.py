"""On whose word each claim rests: chains of citation, origins, copies.

In: reports and the claims read in them. Out: `Traced`: one chain per claim, the origins where chains end, and which
report repeats which. It does not read texts for claims, does not group reports into incidents and counts nothing:
give it the reports of one incident, so that a citation is not tied to an outlet's report of something else.
"""

from sayso.model import Traced
from sayso.trace.copies import copies_of
from sayso.trace.texts import Texts
from sayso.trace.tracing import trace, trace_all

__all__ = ["Texts", "Traced", "copies_of", "trace", "trace_all"]
