import pytest
from builders import calls_of
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso import lang
from sayso.model import Count, Party, Passage, Text
from sayso.read.facts import facts_of


def read(text, language="en"):
    passages, at = [], 0
    for index, paragraph in enumerate(text.split("\n")):
        passages.append(
            Passage(
                report_id="r-0", index=index, start=at, end=at + len(paragraph), text=paragraph, language=language
            )
        )
        at += len(paragraph) + 1
    found = facts_of(passages)
    for fact in found:
        assert text[fact.span.start : fact.span.end] == fact.span.quote
    return found


def counts(text, language="en"):
    return [
        (fact.question, fact.answer.vague or fact.answer.low, fact.victim_class)
        for fact in read(text, language)
        if isinstance(fact.answer, Count) and fact.question in {"killed", "wounded", "missing", "captured"}
    ]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "Three soldiers died and another was hurt.", [("killed", 3, "soldier"), ("wounded", 1, "soldier")]),
        (
            "en",
            "The blast killed a teacher and injured 14 people.",
            [("killed", 1, "civilian"), ("wounded", 14, "unknown")],
        ),
        ("en", "Maria Lopez was killed on Sunday.", [("killed", 1, "unknown")]),
        ("en", "A beekeeper was killed in his orchard.", [("killed", 1, "unknown")]),
        ("en", "A cow was killed in the yard.", []),
        ("en", "Baku admitted losing 50 men.", [("killed", 50, "unknown")]),
        ("de", "Ein Imker wurde getötet.", [("killed", 1, "unknown")]),
        ("tr", "Bakanlık on dört kişinin öldüğünü açıkladı.", [("killed", 14, "unknown")]),
        ("az", "Partlayışda on iki nəfər həlak oldu.", [("killed", 12, "unknown")]),
        ("ru", "Губернатор повысил число погибших до 35.", [("killed", 35, "unknown")]),
        ("ru", "Взрыв унёс семь жизней.", [("killed", 7, "unknown")]),
        ("ru", "Убиты офицер и водитель.", [("killed", 1, "soldier"), ("killed", 1, "civilian")]),
        ("ru", "Ранены трое пограничников и восемь сельчан.", [("wounded", 3, "soldier"), ("wounded", 8, "unknown")]),
        ("uk", "Загарбники втратили десятьох.", [("killed", 10, "unknown")]),
        ("uk", "Загинула дитина, ще двох поранено.", [("killed", 1, "child"), ("wounded", 2, "civilian")]),
        ("uk", "Унаслідок атаки поранено 17-річного хлопця.", [("wounded", 1, "child")]),
        ("ru", "Погибли семеро, 19 человек ранены.", [("killed", 7, "unknown"), ("wounded", 19, "unknown")]),
        ("ru", "Среди убитых трое детей.", [("killed", 3, "child")]),
        ("ar", "استشهد طفلان وجُرح سبعة مدنيين.", [("killed", 2, "child"), ("wounded", 7, "civilian")]),
        ("ar", "مـ ـقـ ـتل جندي وإصابة اثنين", [("killed", 1, "soldier"), ("wounded", 2, "soldier")]),
        ("tr", "Patlamada 2'si çocuk 9 sivil öldü.", [("killed", 2, "child"), ("killed", 9, "civilian")]),
        ("tr", "Üç asker şehit oldu, ikisi yaralandı.", [("killed", 3, "soldier"), ("wounded", 2, "soldier")]),
        (
            "de",
            "Bei dem Angriff starben vier Menschen, ein weiterer wurde verletzt.",
            [("killed", 4, "unknown"), ("wounded", 1, "unknown")],
        ),
        (
            "fr",
            "L'explosion a tué trois policiers et blessé une fillette.",
            [("killed", 3, "police"), ("wounded", 1, "child")],
        ),
        (
            "es",
            "Murieron seis soldados y varios civiles resultaron heridos.",
            [("killed", 6, "soldier"), ("wounded", "several", "civilian")],
        ),
    ],
)
def test_who_was_killed_and_wounded(language, text, expected):
    assert counts(text, language) == expected


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "A 42-year-old driver spoke to reporters on 12 March."),
        ("en", "Dozens dead and wounded were brought in."),
        ("en", "The team killed the clock with three minutes left."),
        ("uk", "Даних про загиблих немає."),
        ("ru", "Раненых и убитых 20."),
        ("ar", "مئات القتلى والجرحى"),
    ],
)
def test_ages_dates_and_combined_figures_are_no_counts(language, text):
    assert [c for c in counts(text, language) if c[1] != 0] == []


def test_a_part_is_marked_and_the_whole_is_not():
    whole, part = [f for f in read("Eleven people were killed, including three children.") if f.question == "killed"]
    assert (whole.part, whole.answer) == (False, Count(low=11, high=11))
    assert (part.part, part.answer, part.victim_class) == (True, Count(low=3, high=3), "child")


@pytest.mark.parametrize(
    ("language", "text"),
    [("en", "No civilians were killed."), ("ru", "Погибших нет."), ("de", "Es gab keine Verletzten.")],
)
def test_nobody_is_zero(language, text):
    assert {c[1] for c in counts(text, language)} == {0}


def test_a_hedge_covers_its_clause_and_what_and_joins():
    killed, wounded = read("Two men were reportedly killed and one was wounded.")
    assert killed.hedge is not None
    assert wounded.hedge is not None
    assert killed.hedge.span.quote == "reportedly"
    killed, wounded = read("Загинув нібито один солдат, ще двох поранено.", "uk")
    assert (killed.hedge is not None, wounded.hedge is not None) == (True, False)


def test_preliminary_figures_are_hedged_throughout():
    assert all(fact.hedge for fact in read("За попередніми даними, загинули троє, 12 поранено.", "uk"))


def test_a_sentence_that_nobody_could_verify_weakens_the_one_before():
    (fact,) = read("Four fighters were killed. Reuters could not verify this.")
    assert fact.hedge is not None
    assert fact.hedge.strength == "medium"


def test_a_conditional_weakens():
    (fact,) = [f for f in read("Deux soldats auraient été tués.", "fr") if f.question == "killed"]
    assert fact.hedge is not None


def test_a_corrected_figure_is_superseded():
    first, last = [
        f
        for f in read("Officials initially reported 3 dead. The toll later rose to 5 dead.")
        if f.question == "killed"
    ]
    assert (first.answer, first.superseded) == (Count(low=3, high=3), True)
    assert (last.answer, last.superseded) == (Count(low=5, high=5), False)


def test_the_toll_of_a_war_is_background():
    (fact,) = [f for f in read("Since the war began, 1,200 civilians have been killed.") if f.question == "killed"]
    assert fact.background


@pytest.mark.parametrize(
    ("language", "text", "count"),
    [
        ("en", "Jets carried out at least two air strikes on the town.", Count(low=2, high=None)),
        ("uk", "Завдано трьох авіаударів по селу.", Count(low=3, high=3)),
        ("ru", "Авиация дважды отбомбилась по городу.", Count(low=2, high=2)),
        ("ar", "شنت الطائرات غارتين على البلدة", Count(low=2, high=2)),
        ("tr", "Uçaklar iki hava saldırısı düzenledi.", Count(low=2, high=2)),
        ("de", "Kampfjets bombardierten das Dorf.", Count(low=1, high=None)),
    ],
)
def test_strikes(language, text, count):
    assert [f.answer for f in read(text, language) if f.question == "strikes"] == [count]


def test_a_strike_that_is_only_a_circumstance_is_not_counted():
    assert [f for f in read("Five people were killed in air strikes.") if f.question == "strikes"] == []


def test_a_strike_that_is_not_mentioned_is_no_strike():
    assert [f for f in read("The statement did not mention air strikes.") if f.question == "strikes"] == []


def test_a_denied_strike():
    (fact,) = [f for f in read("The army denied any air strike.") if f.question == "strikes"]
    assert (fact.polarity, fact.act) == ("denied", "deny")


@pytest.mark.parametrize(
    ("language", "text", "count"),
    [
        ("en", "Villagers damaged four armoured vehicles.", 4),
        ("uk", "Підбито два танки.", 2),
        ("ar", "أعطب الأهالي ثلاث مدرعات", 3),
    ],
)
def test_vehicles(language, text, count):
    (fact,) = [f for f in read(text, language) if f.question == "vehicles_destroyed"]
    assert fact.answer == Count(low=count, high=count)


@pytest.mark.parametrize(
    ("language", "text", "party"),
    [
        ("en", "Unidentified gunmen fired at the convoy.", "Unidentified gunmen"),
        ("en", "The patrol was shot at by unknown individuals.", "unknown individuals"),
        ("uk", "Невідомі відкрили вогонь по патрулю.", "Невідомі"),
        ("ru", "Патруль обстреляли сторонники Асада.", "сторонники Асада"),
        ("ar", "أطلق مسلحون النار على الدورية", "مسلحون"),
        ("tr", "Milisler devriyeye ateş açtı.", "Milisler"),
        ("de", "Unbekannte feuerten auf den Konvoi.", "Unbekannte"),
        ("fr", "Des inconnus ont ouvert le feu sur la patrouille.", "inconnus"),
    ],
)
def test_who_fired_first(language, text, party):
    assert [f.answer for f in read(text, language) if f.question == "initiator"] == [Party(name=party)]


@pytest.mark.parametrize(
    ("language", "text", "party"),
    [
        ("en", "Residents threw stones at the patrol. The soldiers responded with live fire.", "soldiers"),
        ("uk", "Мешканці кидали каміння, солдати відповіли вогнем.", "солдати"),
        ("ru", "Жители бросали камни, американские солдаты ответили огнем.", "американские солдаты"),
        ("ar", "رشق السكان الدورية بالحجارة. الجنود ردوا بالرصاص الحي.", "الجنود"),
        ("tr", "Köylüler taş attı, askerler ateş açarak karşılık verdi.", "askerler"),
        ("de", "Dorfbewohner warfen Steine, die Soldaten antworteten mit Schüssen.", "Soldaten"),
    ],
)
def test_whoever_answers_stones_with_shots_fired_first(language, text, party):
    assert [f.answer for f in read(text, language) if f.question == "initiator"] == [Party(name=party)]


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("Gunmen fired into the air, and then troops opened fire.", "Gunmen"),
        ("Gunmen fired at the patrol. Later the soldiers opened fire.", "Gunmen"),
        ("Residents attacked the convoy after soldiers had fired at the crowd.", "soldiers"),
        ("The patrol was stopped, then gunmen opened fire.", "gunmen"),
    ],
)
def test_whoever_fires_after_others_is_not_the_first(text, party):
    assert [f.answer for f in read(text) if f.question == "initiator"] == [Party(name=party)]


def test_stones_are_no_fire():
    assert [f for f in read("Villagers attacked the patrol with stones.") if f.question == "initiator"] == []


@pytest.mark.parametrize(
    "text", ["The soldiers returned fire.", "Troops fired back in self-defence.", "Guards fired warning shots."]
)
def test_returned_fire_starts_nothing(text):
    assert [f for f in read(text) if f.question == "initiator"] == []


@pytest.mark.parametrize(
    ("language", "text", "party"),
    [
        ("en", "Ukraine accused Russia of shelling the market.", "Russia"),
        ("en", "Israeli shelling killed four people.", "Israeli"),
        ("uk", "Вірменія обстріляла місто.", "Вірменія"),
        ("it", "Gli attacchi russi hanno ucciso tre persone.", "russi"),
    ],
)
def test_who_attacked(language, text, party):
    assert [f.answer for f in read(text, language) if f.question == "perpetrator"] == [Party(name=party)]


def test_a_denial_of_an_accusation_denies_what_was_charged():
    facts = [f for f in read("Kyiv accused Russia of the attack. Moscow denied it.") if f.question == "perpetrator"]
    assert [(f.answer, f.polarity, f.act) for f in facts] == [
        (Party(name="Russia"), "affirmed", "accuse"),
        (Party(name="Russia"), "denied", "deny"),
    ]


def test_a_claim_of_responsibility():
    (fact,) = [
        f for f in read("Islamic State claimed responsibility for the bombing.") if f.question == "perpetrator"
    ]
    assert (fact.answer, fact.act) == (Party(name="Islamic State"), "claim_responsibility")


def test_a_weapon_is_named_in_english():
    (fact,) = [
        f for f in read("Неизвестные обстреляли патруль из стрелкового оружия.", "ru") if f.question == "weapon"
    ]
    assert fact.answer == Text(value="small arms")


def test_offsets_count_in_the_report_and_no_fact_comes_twice():
    text = "Nothing here.\nTwo people died.\nTwo people died."
    facts = read(text)
    assert [f.span.start for f in facts] == [14, 31]
    assert len(set(facts)) == len(facts)


def test_a_language_without_a_pack_yields_nothing():
    assert read("2人が死亡した。", "ja") == ()


@settings(derandomize=True, max_examples=120, deadline=None)
@given(
    words=st.lists(
        st.sampled_from(
            [
                "3",
                "two",
                "killed",
                "wounded",
                ",",
                "and",
                ".",
                "people",
                "soldiers",
                "the",
                "in",
                "a",
                "“",
                "”",
                "'",
                "-",
                "strike",
                "fired",
                "US",
                "at",
                "least",
                "no",
                "12",
                "May",
            ]
        ),
        max_size=40,
    ),
    language=st.sampled_from(lang.available()),
)
def test_any_row_of_words_is_read_without_a_fault(words, language):
    read(" ".join(words), language)


def test_work_grows_with_length_and_no_faster():
    unit = "At least 12 people were killed and 30 wounded when jets struck the town, officials said, "
    read(unit)
    short, long = (calls_of(lambda times=times: read(unit * times)) for times in (20, 100))
    assert long < 7 * short
