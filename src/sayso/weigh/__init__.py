"""What the origins say, question by question: which answers agree, which contradict, who denies, who is silent.

In: an incident, its claims, and where each comes from (`Traced`). Out: `Finding` values. It does not say which answer
is true, does not score sources, and never lets an origin that nobody can be held to count as one more voice.
"""

from sayso.weigh.findings import findings_of, findings_of_all
from sayso.weigh.relate import relation_of
from sayso.weigh.review import reviewed

__all__ = ["findings_of", "findings_of_all", "relation_of", "reviewed"]
