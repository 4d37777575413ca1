"""Who fired before whom: fire from both sides, and whoever was shot at by nobody named."""

import pytest

from sayso.model import Passage
from sayso.read.facts import facts_of
from sayso.read.parties import OTHER_SIDE


def parties(text, language):
    whole = Passage(report_id="r", index=0, start=0, end=len(text), text=text, language=language)
    return [(f.question, f.answer.name) for f in facts_of([whole]) if f.question in {"initiator", "perpetrator"}]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("ru", "Патруль обстреляли у брода.", [("initiator", OTHER_SIDE)]),
        ("ru", "Военные уверяют, что их обстреляли с холма.", [("initiator", OTHER_SIDE)]),
        ("ru", "Боевики обстреляли патруль у брода.", [("initiator", "Боевики")]),
        ("uk", "Конвой обстріляли біля броду.", [("initiator", OTHER_SIDE)]),
        ("uk", "Бойовики обстріляли конвой біля броду.", [("initiator", "Бойовики")]),
    ],
)
def test_one_patrol_is_the_object_of_a_verb_of_several(language, text, expected):
    assert parties(text, language) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "Soldiers and farmers fired at each other across the ford.", []),
        ("en", "Soldiers fired at farmers across the ford.", [("initiator", "Soldiers")]),
        ("ru", "Солдаты стреляли друг в друга у брода.", []),
        ("tr", "Milisler karşılıklı ateş açtı.", []),
        ("tr", "Milisler ateş açtı.", [("initiator", "Milisler")]),
    ],
)
def test_nobody_began_what_both_did(language, text, expected):
    assert parties(text, language) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("ar", "المهاجمين أطلقوا النار أولا على الدورية فرد الجنود بالمثل", [("initiator", "المهاجمين")]),
        ("en", "Gunmen fired first at the patrol troops returned fire.", [("initiator", "Gunmen")]),
        ("en", "Troops returned fire first.", []),
    ],
)
def test_a_reply_told_behind_the_first_shots_is_another_s(language, text, expected):
    assert parties(text, language) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("he", "המחבלים פתחו באש לעבר החיילים.", "המחבלים"),
        ("fa", "معترضان به سوی سربازان تیراندازی کردند.", "معترضان"),
        ("az", "Hücumçular əsgərlərə atəş açıb.", "Hücumçular"),
    ],
)
def test_common_nouns_of_those_who_fire_are_known(language, text, expected):
    assert parties(text, language) == [("initiator", expected)]


@pytest.mark.parametrize(
    ("language", "text", "named"),
    [
        ("en", "A rider said soldiers opened fire at a lorry near the ford.", False),
        ("fr", "Un berger dit que les soldats ont ouvert le feu sur un camion.", False),
        ("en", "American soldiers reached the ford. The gunmen opened fire at a lorry, a rider said.", False),
        ("tr", "Köylüler kamyona ateş açtı, dedi bir çoban.", True),
    ],
)
def test_a_noun_alone_before_its_verb_names_somebody_only_where_it_says_enough(language, text, named):
    whole = Passage(report_id="r", index=0, start=0, end=len(text), text=text, language=language)
    assert [fact.named for fact in facts_of([whole]) if fact.question == "initiator"] == [named]
