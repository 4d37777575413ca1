"""The optional second reader: a language model points at words, and sayso's own rules read them. See docs/llm.md.

In: reports, their passages, an OpenAI-compatible service. Out: a `Reading` whose claims wait for a reviewer. No
number, negation, hedge, class or speaker comes from the model, and no word that does not stand in the report.
"""

from sayso.read.llm.endpoint import Endpoint
from sayso.read.llm.replies import Replies
from sayso.read.llm.second import Second, SecondReader

__all__ = ["Endpoint", "Replies", "Second", "SecondReader"]
