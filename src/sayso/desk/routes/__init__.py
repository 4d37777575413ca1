"""The desk's addresses: each file one kind of thing that people do here."""
