"""Who is accused in languages that put the accuser between the verb and the accused."""

import pytest

from sayso.config import Settings
from sayso.intake import passages_of
from sayso.model import Party, Report
from sayso.read.facts import facts_of


def accused_in(text, language):
    told = Report(id="r-x", text=text, language=language, language_confidence=1.0, sha256="", text_sha256="")
    facts = facts_of(passages_of(told, Settings()))
    return [fact.answer.name for fact in facts if isinstance(fact.answer, Party) and fact.act == "accuse"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("اتهمت حركة الجهاد الإسلامي إسرائيل بقصف المستشفى.", "إسرائيل"),
        ("واتهمت الحركة إسرائيل بارتكاب المجزرة.", "إسرائيل"),
        ("اتهمت وزارة الصحة الجيش الإسرائيلي بقصف المستشفى.", "الجيش الإسرائيلي"),
        ("اتهمت روسيا أوكرانيا بقصف السجن.", "أوكرانيا"),
        ("واتهم المتحدث قوات الدعم السريع بقصف السوق.", "قوات الدعم السريع"),
        ("واتهم إسرائيل بقصف المدرسة.", "إسرائيل"),
        ("اتهمت قوات الدعم السريع بقصف السوق.", "قوات الدعم السريع"),
    ],
)
def test_the_accused_stands_before_the_charge(text, expected):
    assert accused_in(text, "ar") == [expected]


def test_where_the_accuser_stands_before_the_verb_the_accused_follows_it():
    assert accused_in("The ministry accused Israel of shelling the hospital.", "en") == ["Israel"]
