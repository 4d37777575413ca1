"""How the reader is made: passages, training, evaluation. Not part of the installed package."""
