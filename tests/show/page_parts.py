"""A dossier page taken apart with the standard library's parser, for tests to look into."""

from __future__ import annotations

from html.parser import HTMLParser

VOID = {"meta", "link", "img", "br", "hr", "input", "base", "embed", "source", "col", "wbr", "area", "track"}


class Page(HTMLParser):
    """Collects tags with attributes, the text of every element with a class or id, and scripts and styles."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.code: dict[str, list[str]] = {"script": [], "style": []}
        self._open: list[tuple[str, dict[str, str], list[str]]] = []
        self.elements: list[tuple[str, dict[str, str], str]] = []
        self.feed(text)
        self.close()
        assert not self._open, [tag for tag, _, _ in self._open]

    def handle_starttag(self, tag, attrs):
        values = {name: value or "" for name, value in attrs}
        self.tags.append((tag, values))
        if tag not in VOID:
            self._open.append((tag, values, []))

    def handle_startendtag(self, tag, attrs):
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag):
        while self._open:
            name, values, parts = self._open.pop()
            self.elements.append((name, values, "".join(parts)))
            if name == tag:
                return

    def handle_data(self, data):
        for _, _, parts in self._open:
            parts.append(data)
        if self._open and self._open[-1][0] in self.code:
            self.code[self._open[-1][0]].append(data)

    def texts(self, tag: str, **wanted: str) -> list[str]:
        """Return the texts of elements with this tag whose attributes contain the wanted words."""
        return [
            text
            for name, values, text in self.elements
            if name == tag and all(word in values.get(key.rstrip("_"), "").split() for key, word in wanted.items())
        ]
