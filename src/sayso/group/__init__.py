"""Which reports are about one incident.

In: reports, what was read in them, reviewers' decisions. Out: `Incident` values with the scored pairs that hold each
together, every score explained. It does not look at where claims come from, nor at what they add up to.
"""

from sayso.group.grouping import Grouping, incident_from, incidents_of, years_of

__all__ = ["Grouping", "incident_from", "incidents_of", "years_of"]
