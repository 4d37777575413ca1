import pytest

from sayso.lang.fold import fold_word, tokens_of
from sayso.lang.lexicon import Lexicon


def found(lexicon, text):
    return [(hit.first, hit.last, hit.tag[0]) for hit in lexicon.hits(tokens_of(text))]


def test_a_word_a_stem_an_ending_and_a_phrase():
    lexicon = Lexicon(
        [("killed", ("word",)), ("wound*", ("stem",)), ("*fire", ("ending",)), ("came under fire", ("phrase",))]
    )
    assert found(lexicon, "killed and wounded") == [(0, 0, "word"), (2, 2, "stem")]
    assert found(lexicon, "they came under fire") == [(1, 3, "phrase"), (3, 3, "ending")]
    assert found(lexicon, "a ceasefire") == [(1, 1, "ending")]


def test_a_gap_bridges_words_but_no_comma():
    lexicon = Lexicon([("wies … zurück", ("deny",))])
    assert found(lexicon, "er wies die schweren Vorwürfe zurück") == [(1, 5, "deny")]
    assert found(lexicon, "er wies darauf hin, zurück blieb nichts") == []


def test_proclitics_are_looked_through():
    lexicon = Lexicon(
        [("قتل", ("killed",)), ("المواطن الصحفي", ("no",)), ("مواطن", ("citizen",))], proclitics=("و", "ال")
    )
    assert found(lexicon, "وقتل") == [(0, 0, "killed")]
    assert found(lexicon, "المواطن") == [(0, 0, "citizen")]


@pytest.mark.parametrize("pattern", ["…", "* word", "word …", "***"])
def test_a_pattern_must_begin_and_end_with_a_word(pattern):
    with pytest.raises(ValueError, match="pattern"):
        Lexicon([(pattern, ("x",))])


def test_folding():
    assert fold_word("قُتِلَ") == "قتل"
    assert fold_word("مـــقتل") == "مقتل"
    assert fold_word("أُصِيبَ") == fold_word("اصيب")
    assert fold_word("ПОГИБЛО") == "погибло"
    assert fold_word("четверо\u0301") == "четверо"
    assert fold_word("Ганджі") == "ганджі"
    assert fold_word("IRAK", turkic=True) == "ırak"
    assert fold_word("Verletzte") == "verletzte"


@pytest.mark.parametrize(
    ("text", "norm"),
    [
        ("مـ ـقـ ـتل", "مقتل"),
        ("kil*led", "killed"),
        ("قـ.ـتل", "قتل"),
        ("قتـ.ل", "قتل"),
        ("ق.ـتل", "قتل"),
        ("por\u200bted", "ported"),
    ],
)
def test_words_broken_up_to_slip_past_filters_are_one_word_with_their_own_offsets(text, norm):
    tokens = tokens_of(f"x {text} y")
    assert [token.norm for token in tokens] == ["x", norm, "y"]
    assert (tokens[1].start, tokens[1].end) == (2, 2 + len(text))


def test_numbers_dates_and_times():
    def kinds(text):
        return [(token.norm, token.kind) for token in tokens_of(text)]

    assert kinds("1,200 or 1 200 or ٢٥") == [("1200", "n"), ("or", "w"), ("1200", "n"), ("or", "w"), ("25", "n")]
    assert kinds("12.02.2020 10:30 2.5 F-15E") == [
        ("12.02.2020", "d"),
        ("10:30", "d"),
        ("2.5", "d"),
        ("f", "w"),
        ("-", "p"),
        ("15e", "w"),
    ]


def test_an_apostrophe_joins_or_splits():
    assert [t.norm for t in tokens_of("п’ятеро")] == ["п'ятеро"]
    assert [t.norm for t in tokens_of("Kiev'de", apostrophe_joins=False)] == ["kiev", "'", "de"]
