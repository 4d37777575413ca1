from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.config import Settings
from sayso.intake import passages_of
from sayso.intake.drafts import safe
from sayso.intake.passages import LONGEST
from sayso.model import Report

SETTINGS = Settings()
PIECES = st.lists(
    st.sampled_from(
        ["Двоє", "killed.", "\n", "\n\n", " ", "قتل", "# ", "\t", "👩‍👩‍👧", "e\u0301", "»", "!", "a" * 900, "\u2028"]
    ),
    max_size=60,
)


def report_of(text, title=None, language="uk"):
    return Report(
        id="r-0", text=text, sha256="", text_sha256="", language=language, language_confidence=1.0, title=title
    )


@settings(derandomize=True, deadline=None, max_examples=150)
@given(PIECES.map("".join) | st.text(max_size=200))
def test_passages_are_exact_ordered_and_leave_only_white_space_out(raw):
    text = safe(raw)
    passages = passages_of(report_of(text, title="Двоє"), SETTINGS)
    end = 0
    for index, passage in enumerate(passages):
        assert passage.index == index
        assert passage.text == text[passage.start : passage.end]
        assert passage.text == passage.text.strip()
        assert 0 < len(passage.text) <= LONGEST
        assert not text[end : passage.start].strip()
        end = passage.end
    assert not text[end:].strip()
    assert text.count("\r") == 0


def test_each_line_is_a_paragraph():
    text = "Перший абзац.\nДругий абзац.\n\n  Третій.  \n"
    assert [passage.text for passage in passages_of(report_of(text), SETTINGS)] == [
        "Перший абзац.",
        "Другий абзац.",
        "Третій.",
    ]


def test_lines_set_to_a_width_are_one_paragraph():
    text = (
        "The army denied on Tuesday that its aircraft had struck the\n"
        "village, and said that the two men who were wounded had been\n"
        "hit by a mine.\n\nResidents disagreed.\n"
    )
    first, second = passages_of(report_of(text, language="en"), SETTINGS)
    assert first.text.endswith("hit by a mine.")
    assert second.text == "Residents disagreed."


def test_a_long_paragraph_is_cut_after_a_sentence():
    sentence = "Щонайменше двоє людей загинули під час удару по складу, пише агентство. "
    passages = passages_of(report_of(sentence * 60), SETTINGS)
    assert len(passages) == 3
    assert all(passage.text.endswith("агентство.") for passage in passages)


def test_a_headline_that_stands_in_the_text_is_a_title():
    kinds = [
        [passage.kind for passage in passages_of(report_of(text, title="Двоє загинули"), SETTINGS)]
        for text in (
            "# Двоє загинули\n\nТекст.",
            "Двоє загинули\nТекст.",
            "Текст. Двоє загинули",
            "Двоє загинули вчора.\nА.",
        )
    ]
    assert kinds == [["title", "paragraph"], ["title", "paragraph"], ["paragraph"], ["paragraph", "paragraph"]]


def test_a_foreign_post_has_its_own_language_and_a_name_has_not():
    text = (
        "Журналіст опублікував відео, на якому її знімають із даху, і написав у мережі таке:\n"
        '"Incredible footage shows the moment when both sides opened fire in the village this morning"\n'
        "— Mutlu Civiroglu (@example)\n"
        "Відео підтвердили жителі села, але міністерство оборони нічого не повідомляло про загиблих і поранених."
    )
    assert [passage.language for passage in passages_of(report_of(text), SETTINGS)] == ["uk", "en", "uk", "uk"]
