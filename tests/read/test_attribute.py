import numpy as np
import pytest

from sayso.model import Span
from sayso.read.attribute import attributions_of
from sayso.read.encoder import Encoded
from sayso.read.pieces import Pieces

LAYERS = ["source", "cue", "content"]
RELATIONS = ["source", "content", "parent", "antecedent"]
YES = 8.0  # a logit that leaves no doubt


class Script:
    """A text of one-word tokens with layers, classes and relations set by hand."""

    def __init__(self, text):
        self.text = text
        self.words = text.split()
        starts, at = [], 0
        for word in self.words:
            starts.append(text.index(word, at))
            at = starts[-1] + len(word)
        self.starts = np.array(starts)
        self.ends = self.starts + [len(word) for word in self.words]
        count = len(self.words)
        self.tags = np.zeros((count, 3, 3), np.float32)
        self.tags[..., 0] = 1
        self.classes = np.zeros((count, 5), np.float32)
        # Every token asks with its own unit vector, so that each pair of tokens has a dial of its own.
        self.relations = np.zeros((count, len(RELATIONS), 2, count), np.float16)
        self.relations[:, :, 1] = -YES
        for at in range(count):
            self.relations[at, :, 0, at] = 1

    def mark(self, layer, words):
        places = [self.words.index(word) for word in words.split()]
        for place in places:
            self.tags[place, LAYERS.index(layer)] = (0, 1, 0) if place == places[0] else (0, 0, 1)
        return self

    def link(self, relation, query, targets):
        for target in targets.split():
            place = self.words.index(target)
            self.relations[place, RELATIONS.index(relation), 1, self.words.index(query)] = YES
        return self

    def encoded(self):
        count = len(self.words)
        manifest = {
            "layers": LAYERS,
            "attributes": {"act": {"labels": ["assert", "deny"]}, "reach": {"labels": ["local", "doc", "par"]}},
            "relations": {name: {} for name in RELATIONS},
            "relation_width": 1,
            "distance_edges": [0],
            "distance_bias": {name: [0.0, 0.0, 0.0] for name in RELATIONS},
        }
        pieces = Pieces(ids=np.zeros(count, np.int64), starts=self.starts, ends=self.ends)
        return Encoded(
            manifest=manifest,
            pieces=pieces,
            tags=self.tags,
            classes=self.classes,
            joined=np.zeros(count, bool),
            relations=self.relations,
        )

    def half_mark(self, layer, word, chance):
        self.tags[self.words.index(word), LAYERS.index(layer)] = (1 - chance, chance, 0)
        return self

    def read(self, verb=None):
        at = self.text.index(verb) if verb else 0
        verbs = (Span(start=at, end=at + len(verb), quote=verb),) if verb else ()
        return attributions_of(self.encoded(), self.text, verbs)


@pytest.mark.parametrize(("chance", "found"), [(0.5, 1), (0.2, 0)])
def test_a_known_word_of_saying_needs_less_certainty(chance, found):
    script = Script("Police said two died")
    script.mark("source", "Police").half_mark("cue", "said", chance).mark("content", "two died")
    script.link("source", "said", "Police").link("content", "said", "two died")
    assert script.read() == ()
    assert len(script.read(verb="said")) == found


def quotes(spans):
    return [span.quote for span in spans]


def test_source_cue_and_content_are_tied_by_the_relations():
    script = Script("Police said two died while medics told five")
    script.mark("source", "Police").mark("cue", "said").mark("content", "two died")
    script.mark("source", "medics").mark("cue", "told").mark("content", "five")
    script.link("source", "said", "Police").link("content", "said", "two died")
    script.link("source", "told", "medics").link("content", "told", "while five")
    first, second = script.read()
    assert (quotes(first.sources), first.cue.quote, quotes(first.content)) == (["Police"], "said", ["two died"])
    assert (quotes(second.sources), second.cue.quote) == (["medics"], "told")
    assert script.text[second.sources[0].start : second.sources[0].end] == "medics"


def test_content_on_both_sides_of_the_cue_keeps_its_pieces_apart():
    script = Script("Two died here he said and more were hurt")
    script.mark("source", "he").mark("cue", "said").mark("content", "Two died here").mark("content", "more were hurt")
    script.link("source", "said", "he").link("content", "said", "Two died here more were hurt")
    (one,) = script.read()
    assert quotes(one.content) == ["Two died here", "more were hurt"]


def test_sources_side_by_side_stay_apart():
    script = Script("Syrian and Turkish media reported two dead")
    script.mark("source", "Syrian").mark("source", "Turkish media").mark("cue", "reported").mark(
        "content", "two dead"
    )
    script.link("source", "reported", "Syrian Turkish media").link("content", "reported", "two dead")
    (one,) = script.read()
    assert quotes(one.sources) == ["Syrian", "Turkish media"]


def test_an_attribution_inside_another_names_its_teller():
    script = Script("Reuters citing police reported two dead")
    script.mark("source", "Reuters").mark("source", "police").mark("cue", "citing").mark("cue", "reported")
    script.mark("content", "two dead")
    script.link("source", "citing", "police").link("source", "reported", "Reuters").link(
        "parent", "citing", "reported"
    )
    script.link("content", "citing", "two dead").link("content", "reported", "two dead")
    citing, reported = script.read()
    assert citing.parent == reported.id
    assert reported.parent is None
    assert quotes(citing.content) == quotes(reported.content) == ["two dead"]


def test_two_that_tell_each_other_are_parted():
    script = Script("A said B wrote two")
    script.mark("cue", "said").mark("cue", "wrote").link("content", "said", "two").link("content", "wrote", "two")
    script.link("source", "said", "A").link("source", "wrote", "B")
    script.link("parent", "said", "wrote").link("parent", "wrote", "said")
    parents = [one.parent for one in script.read()]
    assert parents.count(None) == 1


def test_a_pronoun_leads_back_to_the_attribution_whose_source_it_stands_for():
    script = Script("Police said two and he added three")
    script.mark("source", "Police").mark("source", "he").mark("cue", "said").mark("cue", "added")
    script.link("source", "said", "Police").link("source", "added", "he").link("antecedent", "he", "Police")
    script.link("content", "said", "two").link("content", "added", "three")
    first, second = script.read()
    assert second.antecedent == first.id
    assert first.antecedent is None


def test_act_and_reach_come_from_the_cue():
    script = Script("Source : AFP denied")
    script.mark("source", "AFP").mark("cue", "denied").link("source", "denied", "AFP")
    script.classes[3] = [0, YES, 0, YES, 0]
    (one,) = script.read()
    assert (one.act, one.reach, one.distancing) == ("deny", "doc", False)


@pytest.mark.parametrize("text", ["", "   ", "nothing said here"])
def test_no_cue_no_attribution(text):
    assert Script(text).read() == ()
