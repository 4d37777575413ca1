"""What each language needs in order to be read, as data: numerals, victims, events, hedges, credit formulas.

In: a language code. Out: its `Pack`, checked. Nothing here reads reports or knows what a fact is.
"""

from sayso.lang.fold import Token
from sayso.lang.lexicon import Hit, Lexicon, Tag
from sayso.lang.loader import available, load, load_from
from sayso.lang.pack import Pack

__all__ = ["Hit", "Lexicon", "Pack", "Tag", "Token", "available", "load", "load_from"]
