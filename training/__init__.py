"""How the tagger is made: base weights in, passages and corpora in, a small shipped model out.

Nothing here is imported at run time; `sayso.read.encoder` reads only the files that `training.export` writes.
"""
