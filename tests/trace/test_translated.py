"""Copies told in another language, and what must not be taken for one."""

import pytest
from builders import report

from sayso.trace import copies_of
from sayso.trace.anchors import anchors_of
from sayso.trace.kinship import kin_of

ENGLISH = (
    "A convoy came under fire near Tell Brak on Monday at 10:40, said Colonel Marek Dvorsky of the mission in "
    "Hasakah. He counted 37 holes in the second vehicle and 112 spent cases on the ground between Rumaylan and "
    "Derik. The farmer Yusuf Barakat drove the wounded to Qahtaniyah, and the doctor Leyla Demir took them in."
)
UKRAINIAN = (
    "У понеділок о 10:40 колона потрапила під обстріл поблизу Телль-Брака, повідомив полковник Марек Дворський з "
    "місії у Хасаці. Він нарахував 37 пробоїн у другій машині та 112 гільз на землі між Румайланом і Деріком. "
    "Фермер Юсуф Баракат відвіз поранених до Кахтанії, а лікарка Лейла Демір їх прийняла."
)
OTHER = (
    "У понеділок на зборах громади в Хасаці вирішили полагодити млин, повідомив староста. Роботи коштуватимуть 4800, "
    "їх почнуть 17 числа під наглядом Ібрагіма Салмана, а хліб поки возитимуть із Рас-ель-Айна."
)


def pairs(copies):
    return [(copy.report_id, copy.of_report_id, copy.kind) for copy in copies]


def test_a_translation_is_found_and_shows_the_words_that_prove_it():
    reports = [
        report("r-en", ENGLISH, published="2021-03-01T12:00:00+00:00"),
        report("r-uk", UKRAINIAN, published="2021-03-01T15:00:00+00:00", language="uk"),
        report("r-other", OTHER, published="2021-03-01T16:00:00+00:00", language="uk"),
    ]
    copies = copies_of(reports)
    assert pairs(copies) == [("r-uk", "r-en", "translation")]
    proof = copies[0].evidence.split(" … ")
    assert {"37", "112", "Баракат"} <= set(proof)
    assert all(word in UKRAINIAN for word in proof)


@pytest.mark.parametrize(("first", "copy"), [("r-en", "r-uk"), ("r-uk", "r-en")])
def test_the_earlier_is_the_original_whatever_its_language(first, copy):
    texts = {"r-en": (ENGLISH, "en"), "r-uk": (UKRAINIAN, "uk")}
    reports = [
        report(name, texts[name][0], language=texts[name][1], published=f"2021-03-0{day}")
        for name, day in ((first, 1), (copy, 2))
    ]
    assert pairs(copies_of(reports)) == [(copy, first, "translation")]


def test_two_short_reports_that_name_the_same_man_are_no_translation():
    reports = [
        report("r-en", "One man, Faisal Haddad, died near Qamishli on Wednesday.", language="en"),
        report("r-ru", "Под Камышлы погиб Фейсал Хаддад, говорят местные жители.", language="ru"),
    ]
    assert copies_of(reports) == ()


def test_a_reviewer_parts_a_translation_from_its_original():
    reports = [report("r-en", ENGLISH), report("r-uk", UKRAINIAN, language="uk")]
    assert copies_of(reports, apart=frozenset({frozenset({"r-en", "r-uk"})})) == ()


def test_names_have_one_anchor_in_every_script_and_figures_in_every_digits():
    found = [
        anchors_of("We met Caggins and 345 men.", "en"),
        anchors_of("Там був Каггінс і 345 людей.", "uk"),
        anchors_of("وقال كاغينز إن ٣٤٥ رجلا", "ar"),
    ]
    both = set(found[0].sure) & set(found[1].sure)
    assert "#345" in both
    assert len(both) == 2
    assert both <= {*found[2].sure, *found[2].possible}


def test_many_reports_are_not_all_compared_with_each_other():
    words = [f"word{n}" for n in range(5000)]
    reports = [report(f"r-{n:04}", " ".join(words[n * 3 : n * 3 + 20]) + f" Story{n}x{n}") for n in range(600)]
    assert len(kin_of(reports)) < 10 * len(reports)
