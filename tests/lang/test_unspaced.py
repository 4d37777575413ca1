from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.lang import load
from sayso.lang.fold import tokens_of


def norms(text):
    return [token.norm for token in load("zh").tokens(text)]


def test_known_words_are_told_apart_and_the_rest_stays_together():
    assert norms("塔尔贝7名平民丧生。") == ["塔尔贝", "7", "名", "平民", "丧生", "."]


def test_numbers_in_han_characters_are_figures_where_something_is_counted():
    assert norms("三十二人死亡") == ["32", "人", "死亡"]
    assert norms("一百零五名士兵") == ["105", "名", "士兵"]
    assert norms("两名儿童") == ["2", "名", "儿童"]
    assert norms("1200人") == norms("1,200人") == ["1200", "人"]


def test_numbers_in_names_and_weekdays_are_none():
    assert all(token.kind != "n" for token in load("zh").tokens("周三，三军和第一旅一起行动"))


def test_traditional_characters_are_read_as_simplified():
    assert norms("十四人受傷") == norms("十四人受伤")


def test_an_asterisk_hides_nothing():
    text = "四人被炸*死。"
    token = next(token for token in load("zh").tokens(text) if token.norm == "炸死")
    assert text[token.start : token.end] == "炸*死"


@settings(derandomize=True, max_examples=200)
@given(st.text(alphabet="三十百万零两7 ，。名平民死伤*a1.é\n", max_size=40))
def test_offsets_are_in_order_and_none_overlap(text):
    last = 0
    for token in load("zh").tokens(text):
        assert last <= token.start < token.end <= len(text)
        assert not text[token.start].isspace()
        last = token.end


def test_hindi_words_keep_their_vowel_signs():
    assert [token.norm for token in tokens_of("पाँच नागरिक")] == ["पांच", "नागरिक"]
    assert [token.norm for token in tokens_of("हज़ार")] == ["हजार"]
