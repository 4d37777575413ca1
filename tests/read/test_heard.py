"""Who is meant where the tagger alone does not tell: left-out, impersonal, going-on and nearer speakers."""

from dataclasses import replace

import numpy as np
import pytest
from attributed import line, report, said, span, voice

from sayso.config import Settings
from sayso.intake import passages_of
from sayso.lang import load
from sayso.lang.reference import reference
from sayso.model import Party
from sayso.read.cues import formulas_of
from sayso.read.fact import Fact
from sayso.read.labels import labels_of
from sayso.read.link import Linker
from sayso.read.onward import carried_on
from sayso.read.ourselves import is_own, own_party
from sayso.read.sentences import sentences_of
from sayso.read.subjects import by_pronouns_beside, by_their_words, of_saying, with_own_subjects, with_tellers
from sayso.read.unnamed import meant
from sayso.read.voices import Voices


@pytest.mark.parametrize(
    ("language", "text", "cue", "expected"),
    [
        ("en", "It was reported that two people died.", "reported", "reports"),
        ("de", "Es wurde auch berichtet, zwei seien tot.", "berichtet", "reports"),
        ("ru", "Ранее сообщалось, что погибли двое.", "сообщалось", "reports"),
        ("tr", "İki kişinin öldüğü iddia edildi.", "iddia edildi", "reports"),
        ("tr", "İki kişinin öldüğü belirtildi.", "belirtildi", "before"),
        ("ar", "وأردفت أن السكان رموا الحجارة.", "وأردفت", "before"),
        ("de", "Demnach starben zwei Menschen.", "Demnach", "before"),
        ("uk", "У ній йдеться про двох загиблих.", "йдеться", "before"),
        ("en", "The river rose and two people died.", "rose", None),
    ],
)
def test_whom_a_cue_without_a_source_means(language, text, cue, expected):
    assert meant(span(text, cue), text, load(language)) == expected


def test_a_left_out_subject_is_who_spoke_before(sources):
    text = "أفادت وكالة سانا أن شخصين قتلا. وأردفت أن أربعة أصيبوا."
    voices = Voices(report(text, "ar"), sources)
    voices.of(said(text, "وكالة سانا", "أفادت", "شخصين قتلا"))
    [chain] = voices.of(said(text, "", "وأردفت", "أربعة أصيبوا", number=1))
    assert [each.source for each in chain] == ["SANA"]


def test_nobody_spoke_before_a_left_out_subject(sources):
    text = "وأردفت أن أربعة أصيبوا."
    assert Voices(report(text, "ar"), sources).of(said(text, "", "وأردفت", "أربعة أصيبوا")) == ((),)


def test_its_researcher_speaks_for_the_centre(sources):
    text = "Two died, said SOHR. Four were hurt, said its researcher Karim Adnan."
    voices = Voices(report(text), sources)
    voices.of(said(text, "SOHR", "said"))
    [chain] = voices.of(said(text, "its researcher Karim Adnan", "said", number=1))
    assert [each.source for each in chain] == ["SOHR"]


def test_a_name_that_the_registry_knows_is_not_a_short_form_of_another(sources):
    text = "Ten died, American officials say. The coalition said it was attacked."
    voices = Voices(report(text), sources, country="SY")
    voices.of(said(text, "American officials", "say"))
    [chain] = voices.of(said(text, "The coalition", "said", number=1))
    assert [each.source for each in chain] == ["US-led coalition"]


def test_the_nearer_subject_speaks(sources):
    text = "AFP notes that the coalition says its men were attacked."
    outer = said(text, "AFP", "notes", "the coalition says its men were attacked")
    inner = said(text, "AFP", "says", "its men were attacked", number=1)
    first, second = with_own_subjects((outer, inner), text, "en", sources)
    assert first == outer
    assert [source.quote for source in second.sources] == ["the coalition"]


def test_a_person_before_the_verb_speaks_and_the_agency_passes_it_on(sources):
    text = "Nobody died, Captain Dana Whitlock said, according to AFP."
    two = (said(text, "AFP", "said"), said(text, "AFP", "according to", number=1))
    first, second = with_own_subjects(two, text, "en", sources)
    assert [source.quote for source in first.sources] == ["Captain Dana Whitlock"]
    assert [source.quote for source in second.sources] == ["AFP"]


def test_words_before_the_verb_are_left_alone_where_the_verb_comes_last(sources):
    text = "Ajans, ölenin bir komutan olduğunu belirtti, AFP aktardı."
    two = (said(text, "AFP", "belirtti"), said(text, "AFP", "aktardı", number=1))
    assert with_own_subjects(two, text, "tr", sources) == two


def test_a_deed_is_no_word_of_saying():
    text = "Villagers fired at the convoy, police said."
    deed, word = said(text, "Villagers", "fired at"), said(text, "police", "said", number=1)
    assert of_saying((deed, word), text, "en") == (word,)


def test_a_person_after_a_formula_needs_no_entry_in_the_registry(sources):
    text = "Selon son chercheur Karim Adnani, une frappe a touché le village."
    [found] = formulas_of(text, sentences_of(text, "fr"), load("fr"), sources, (), ())
    assert [source.quote for source in found.sources] == ["son chercheur Karim Adnani"]


def test_whoever_has_no_comment_is_no_source():
    text = "A soldier died; Washington has not confirmed it."
    quiet = line(text, ((voice("US government"),),), "has not confirmed", "A soldier died", act="no_comment")
    assert Linker(text, "en", sentences_of(text, "en"), [quiet], []).of(span(text, "A soldier died")).chains == ((),)


@pytest.mark.parametrize(
    ("language", "phrase", "own"),
    [
        ("en", "its fighters", True),
        ("en", "US troops", False),
        ("ru", "наши бойцы", True),
        ("ar", "مقاتليها", True),
        ("tr", "kendi uçakları", True),
        ("uk", "українські військові", False),
    ],
)
def test_words_for_the_speakers_own(language, phrase, own):
    assert is_own(phrase, language) is own


def test_our_fighters_are_the_speakers(parties):
    fact = Fact(
        question="initiator",
        answer=Party(name="its fighters", source_id=None),
        span=span("its fighters", "its fighters"),
    )
    assert own_party(fact, (voice("Taliban", "party"),), parties).answer.name == "Taliban"
    assert own_party(fact, (voice("a doctor", "witness"),), parties) is None
    assert own_party(fact, (), parties) is None


class Going:
    """An encoder's answer in which the relation leads from the cue to all that follows, or to nothing."""

    def __init__(self, chance):
        self.chance = chance

    def tokens(self, start, end):
        return start, end

    def related_within(self, relation, cue, low, high):
        assert relation == "content"
        assert cue.end > cue.start
        return np.full(high - low, self.chance, np.float32)


def test_a_speaker_goes_on_to_the_end_of_the_paragraph_or_the_next_speaker():
    text = "A doctor said ten died. Five were children. Two were nurses.\n\n"
    text += "The road is closed. Police said it will open. It rained."
    told, sentences = report(text), sentences_of(text, "en")
    passages = passages_of(told, Settings())
    doctor = said(text, "A doctor", "said", "ten died")
    police = said(text, "Police", "said it", "it will open", number=1)
    starts = [text[start:end].split(maxsplit=1)[0] for start, end in sentences]
    found = carried_on(Going(0.9), text, (doctor, police), sentences, passages)
    assert {starts[at]: cue.start for at, cue in found.items()} == {
        "Five": doctor.cue.start, "Two": doctor.cue.start, "It": police.cue.start,
    }  # fmt: skip
    assert carried_on(Going(0.0), text, (doctor, police), sentences, passages) == {}


def test_verbs_in_the_mood_of_what_others_say_go_on_with_whoever_spoke():
    text = "Ein Arzt sagte, zehn seien tot. Fünf seien Kinder. Es regnete."
    told, sentences = report(text, "de"), sentences_of(text, "de")
    doctor = said(text, "Ein Arzt", "sagte", "zehn seien tot")
    found = carried_on(Going(0.0), text, (doctor,), sentences, passages_of(told, Settings()), reference("de").mood)
    assert {text[slice(*sentences[at])].strip(): cue.quote for at, cue in found.items()} == {
        "Fünf seien Kinder.": "sagte"
    }


def test_what_goes_on_stands_on_the_speakers_word():
    text = "A doctor said ten died. Five were children."
    doctor = line(text, ((voice("medics"),),), "said", "ten died")
    sentences = sentences_of(text, "en")
    linker = Linker(text, "en", sentences, [doctor], [], {1: doctor.cue})
    assert [[each.source for each in chain] for chain in linker.of(span(text, "Five were children")).chains] == [
        ["medics"]
    ]


def test_what_is_half_seen_wants_somebody_who_says_it():
    text = "Residents fled and said little."
    half = replace(said(text, "Residents", "said"), score=0.4)
    assert of_saying((half,), text, "en") == (half,)
    assert of_saying((replace(half, sources=()),), text, "en") == ()
    reports = replace(said("It was reported that two died.", "It", "was reported"), sources=(), score=0.4)
    assert of_saying((reports,), "It was reported that two died.", "en") == (reports,)


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        (
            "en",
            "Thirteen are hurt, Médecins Sans Frontières told Reuters.",
            ("Reuters", "told", "Médecins Sans Frontières"),
        ),
        (
            "ro",
            "Doi localnici au declarat pentru Reuters că doi au murit.",
            ("Reuters", "au declarat", "Doi localnici"),
        ),
        ("tr", "Burundili bir subay Reuters'a ölenleri söyledi.", ("Reuters'a", "söyledi", "Burundili bir subay")),
    ],
)
def test_whoever_told_an_outlet_is_heard_where_nobody_claims_the_name(sources, language, text, words):
    outlet, cue, teller = words
    tagged = (span(text, outlet), span(text, teller))
    [one] = with_tellers([said(text, outlet, cue)], report(text, language), tagged, [(0, len(text))], sources)
    assert {each.quote for each in one.sources} == {outlet, teller}


@pytest.mark.parametrize(
    ("text", "free"),
    [
        ("The mayor left early; Reuters said two died.", "The mayor"),  # far from the cue
        ("Reuters said two died. The mayor wept.", "The mayor"),  # in another sentence
        ("AFP, Reuters said two died.", "AFP"),  # an outlet tells no outlet by a comma
    ],
)
def test_a_name_elsewhere_told_nobody(sources, text, free):
    one = said(text, "Reuters", "said", "two died")
    ends = [text.index(".") + 1]
    tagged = (span(text, "Reuters"), span(text, free))
    assert with_tellers([one], report(text), tagged, [(0, ends[0]), (ends[0], len(text))], sources) == (one,)


def test_a_spokesman_and_his_name_are_one_speaker(sources):
    text = "SANA said one died. Its spokesman, Col. Myles Caggins, said that unknown people had fired."
    voices = Voices(report(text), sources)
    voices.of(said(text, "SANA", "said"))
    chains = voices.of(said(text, "Its spokesman, Col. Myles Caggins", "said", number=1))
    assert [[each.source for each in chain] for chain in chains] == [["US-led coalition"]]


def test_a_name_cut_in_two_at_its_comma_is_one_speaker(sources):
    text = "Two died, a nurse, Oksana Bila, said."
    one = said(text, "a nurse", "said")
    chains = Voices(report(text), sources).of(
        replace(one, sources=(span(text, "a nurse"), span(text, "Oksana Bila")))
    )
    assert [[each.name for each in chain] for chain in chains] == [["a nurse, Oksana Bila"]]


def test_two_roles_with_a_comma_between_stay_two(sources):
    text = "Two died, medics, residents said."
    one = said(text, "medics", "said")
    assert (
        len(Voices(report(text), sources).of(replace(one, sources=(span(text, "medics"), span(text, "residents")))))
        == 2
    )


def test_two_quoted_names_side_by_side_are_the_outlet_and_whom_it_cites(sources):
    text = '"Report" "Anadolu"ya istinadən xəbər verir ki, iki nəfər ölüb.'
    told = replace(report(text, "az"), outlet="Report.az")
    chains = Voices(told, sources).of(said(text, '"Report" "Anadolu"ya', "xəbər verir"))
    assert [[each.source for each in chain] for chain in chains] == [["Anadolu Agency"]]


def test_two_agencies_with_only_a_space_between_stay_two(sources):
    text = "Reuters AFP said two died."
    two = replace(said(text, "Reuters", "said"), sources=(span(text, "Reuters"), span(text, "AFP")))
    assert len(Voices(report(text), sources).of(two)) == 2


def test_a_relative_pronoun_is_the_name_right_before_it(sources):
    text = "SOHR denied it. That contradicts Turkey's Anadolu Agency, which reported two air strikes."
    voices = Voices(report(text), sources)
    voices.of(said(text, "SOHR", "denied"))
    [chain] = voices.of(said(text, "which", "reported", "two air strikes", number=1))
    assert [each.source for each in chain] == ["Anadolu Agency"]


def test_whoever_is_contradicted_has_said_it(reader):
    text = (
        "The Syrian Observatory for Human Rights has denied that American aircraft bombed a village. "
        "That contradicts Turkey's Anadolu Agency, which reported two air strikes on army posts."
    )
    told = report(text)
    found = reader.read(told, passages_of(told, Settings())).claims
    assert [(claim.voices[-1].source, claim.polarity) for claim in found if claim.question == "strikes"] == [
        ("SOHR", "denied"),
        ("Anadolu Agency", "affirmed"),
    ]


@pytest.mark.parametrize(
    ("language", "text", "cue", "whose"),
    [
        ("uk", "Речник розповів усе. За його словами, поранено одного.", "За", "його"),
        ("ru", "Представитель рассказал все. По их данным, ранен один.", "данным", "их"),
    ],
)
def test_by_his_words_are_the_words_of_whoever_is_pointed_to(language, text, cue, whose):
    [one] = by_their_words([said(text, "", cue, text[text.index(",") + 2 :])], text, language)
    assert [each.quote for each in one.sources] == [whose]
    assert one.cue.quote.split()[1] == whose


@pytest.mark.parametrize(
    ("language", "text", "wrong", "cue", "whose"),
    [
        ("ru", "Армейская авиация, утверждают они, убила десять человек.", "Армейская авиация", "утверждают", "они"),
        ("en", "The army shelled the town, he said.", "The army", "said", "he"),
    ],
)
def test_a_pronoun_beside_a_word_of_saying_says_it(language, text, wrong, cue, whose):
    [one] = by_pronouns_beside([said(text, wrong, cue)], text, language)
    assert [each.quote for each in one.sources] == [whose]


@pytest.mark.parametrize("text", ["The ministry denied it; nobody died.", "The ministry said they had left."])
def test_a_pronoun_that_is_an_object_or_begins_what_is_said_speaks_for_nobody(text):
    one = said(text, "The ministry", "denied" if "denied" in text else "said")
    assert by_pronouns_beside([one], text, "en") == (one,)


@pytest.mark.parametrize(
    ("language", "text", "name", "told"),
    [
        ("en", "Reuters: two died. Three were hurt.\n\nIt rained.", "Reuters", "two died. Three were hurt."),
        ("uk", "Генштаб ЗСУ: знищено танк.", "Генштаб ЗСУ", "знищено танк."),
        ("en", "SANA: two died. Police said three were hurt.", "SANA", "two died."),
    ],
)
def test_a_label_speaks_to_the_end_of_its_paragraph_or_the_next_speaker(sources, language, text, name, told):
    police = (said(text, "Police", "said", "three were hurt"),) if "Police" in text else ()
    [one] = labels_of(text, language, sentences_of(text, language), police, (), sources)
    assert [each.quote for each in one.sources] == [name]
    assert [each.quote.strip() for each in one.content] == [told]


@pytest.mark.parametrize("text", ["Killed: 3. Wounded: 9.", "Update: the road is open.", "At 10:15 it rained."])
def test_what_names_nobody_is_no_label(sources, text):
    assert labels_of(text, "en", sentences_of(text, "en"), (), (), sources) == ()


def test_a_label_that_the_tagger_takes_for_a_source_is_one(sources):
    text = "Widow of the miller: he never came home."
    tagged = (span(text, "Widow of the miller"),)
    assert len(labels_of(text, "en", sentences_of(text, "en"), (), tagged, sources)) == 1


def test_nobody_speaks_from_a_later_paragraph():
    text = "One was hurt, it is said.\n\nSANA said two died."
    [one] = of_saying([said(text, "SANA", "is said", "One was hurt")], text, "en")
    assert one.sources == ()


def test_a_relative_pronoun_beside_its_noun_is_no_second_speaker(sources):
    text = "SOHR denied it. A doctor at the hospital, who asked for silence, told Reuters that two had died."
    voices = Voices(report(text), sources)
    voices.of(said(text, "SOHR", "denied"))
    [chain] = voices.of(said(text, "who", "asked", number=1))
    assert [each.source for each in chain] == ["medics"]
    [chain] = voices.of(said(text, ("A doctor at the hospital", "who"), "told", "two had died", number=2))
    assert "medics" in [each.source for each in chain]
    assert "SOHR" not in [each.source for each in chain]


def test_the_end_of_a_compound_is_the_whole_of_it(sources):
    text = "Die Bergbaubehörde meldete zwei Tote. Die Behörde sprach dann von drei, der Hörde von vier."
    voices = Voices(report(text, "de"), sources)
    [first] = voices.of(said(text, "Die Bergbaubehörde", "meldete", "zwei Tote"))
    [again] = voices.of(said(text, "Die Behörde", "sprach", "drei", number=1))
    assert [each.source for each in again] == [each.source for each in first]
    [other] = voices.of(said(text, "der Hörde", "sprach", "vier", number=2))
    assert [each.source for each in other] != [each.source for each in first]
