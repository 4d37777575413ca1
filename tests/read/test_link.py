"""On whose word a stretch of text stands: the innermost attribution, the carried one, the credit and its reach."""

from attributed import credit_line, line, span, voice

from sayso.read.link import Linker
from sayso.read.sentences import sentences_of

POLICE, MAYOR = (voice("police"),), (voice("mayor"),)
REUTERS, SANA = (voice("Reuters", "agency"),), (voice("SANA", "state_agency"),)
EMBASSY = (voice("embassy"),)


def linker(text, *parts, language="en"):
    lines = [part for part in parts if hasattr(part, "content")]
    credits_ = [part for part in parts if not hasattr(part, "content")]
    return Linker(text, language, sentences_of(text, language), lines, credits_)


def names(found):
    return [[each.source for each in chain] for chain in found.chains]


def test_words_that_nobody_is_said_to_have_said_are_the_outlets_own():
    text = "Two people died. Police said three were hurt."
    told = linker(text, line(text, (POLICE,), "said", "three were hurt", sentence=1))
    found = told.of(span(text, "Two people died"))
    assert (names(found), found.scope, found.line) == ([[]], "local", None)


def test_the_innermost_of_two_attributions_speaks():
    text = "The mayor said police had reported that two people died."
    outer = line(text, (MAYOR,), "said", "police had reported that two people died")
    inner = line(text, ((*MAYOR, *POLICE),), "reported", "two people died")
    found = linker(text, outer, inner).of(span(text, "two people died"))
    assert names(found) == [["mayor", "police"]]
    assert found.line is inner


def test_half_of_the_words_are_enough_and_less_is_not():
    text = "Far from here, and it was long ago, said police, ten of the wounded are children."
    most = line(text, (POLICE,), "said", "ten of the wounded are")
    least = line(text, (POLICE,), "said", "ten")
    asked = span(text, "ten of the wounded are children")
    assert names(linker(text, most).of(asked)) == [["police"]]
    assert names(linker(text, least).of(span(text, "Far from here"))) == [[]]


def test_an_attribution_without_content_speaks_for_its_sentence():
    text = "Two people died, police said. Three were hurt."
    told = linker(text, line(text, (POLICE,), "said"))
    assert names(told.of(span(text, "Two people died"))) == [["police"]]
    assert names(told.of(span(text, "Three were hurt"))) == [[]]


def test_co_ordinated_sources_are_alternatives():
    text = "Two people died, SANA and Reuters said."
    told = linker(text, line(text, (SANA, REUTERS), "said", "Two people died"))
    assert names(told.of(span(text, "Two people died"))) == [["SANA"], ["Reuters"]]


def test_a_sentence_that_carries_on_keeps_its_speaker():
    text = "Police said two people died. Moreover, three were hurt. Four fled."
    told = linker(text, line(text, (POLICE,), "said", "two people died"))
    assert names(told.of(span(text, "three were hurt"))) == [["police"]]
    assert names(told.of(span(text, "Four fled"))) == [[]]


def test_a_longer_word_with_the_same_beginning_does_not_carry_on():
    text = "Police said two people died. Thenceforth three were hurt."
    told = linker(text, line(text, (POLICE,), "said", "two people died"))
    assert names(told.of(span(text, "three were hurt"))) == [[]]


def test_a_cited_report_ends_with_its_sentence_and_a_person_goes_on():
    text = "SANA reported two deaths. Four cars burned."
    agency = line(text, (SANA,), "reported", "two deaths. Four cars burned")
    assert names(linker(text, agency).of(span(text, "Four cars burned"))) == [[]]
    person = line(text, (MAYOR,), "reported", "two deaths. Four cars burned")
    assert names(linker(text, person).of(span(text, "Four cars burned"))) == [["mayor"]]


def test_a_cited_report_goes_on_where_the_words_say_so():
    for text in (
        "SANA reported ten deaths. Among them were four boys.",
        "SANA reported ten deaths. They were with four boys.",
        'SANA wrote: "Ten died. Hidden there were four boys."',
    ):
        cue = "wrote" if "wrote" in text else "reported"
        agency = line(text, (SANA,), cue, text[text.index(cue) + len(cue) + 1 :])
        assert names(linker(text, agency).of(span(text, "four boys"))) == [["SANA"]]


def test_a_cited_report_goes_on_in_the_mood_of_what_others_say():
    text = "SANA meldete zwei Tote. Verantwortlich seien fremde Soldaten. Vier Autos brannten."
    agency = line(text, (SANA,), "meldete", text[text.index("zwei") :])
    told = linker(text, agency, language="de")
    assert names(told.of(span(text, "fremde Soldaten"))) == [["SANA"]]
    assert names(told.of(span(text, "Vier Autos"))) == [[]]


def test_what_an_agency_gathered_is_its_own_where_nobody_is_named():
    text = "Residents fled. SANA learned of a raid. Police said two died. Then four cars burned. Reuters counted ten."
    parts = (
        line(text, (SANA,), "learned", "a raid", sentence=1),
        line(text, (POLICE,), "said", "two died", sentence=2),
        line(text, (REUTERS,), "counted", "ten", sentence=4),
        credit_line(text, (SANA,), "learned", sentence=1, reach="rest"),
    )
    told = linker(text, *parts)
    assert names(told.of(span(text, "Residents fled"))) == [[]]
    assert names(told.of(span(text, "two died"))) == [["SANA", "police"]]
    assert names(told.of(span(text, "four cars burned"))) == [["SANA"]]
    assert names(told.of(span(text, "ten"))) == [["Reuters"]]


def test_carrying_on_across_languages():
    text = "Поліція повідомила, що двоє загинули. Крім того, троє поранені."
    told = linker(text, line(text, (POLICE,), "повідомила", "двоє загинули"), language="uk")
    assert names(told.of(span(text, "троє поранені"))) == [["police"]]


def test_a_credit_speaks_for_the_sentences_before_it_and_the_uncredited_after_it():
    text = "Two people died. This was reported by Reuters. Three were hurt. The mayor said four fled."
    told = linker(
        text,
        credit_line(text, (REUTERS,), "This was reported by", 1),
        line(text, (MAYOR,), "said", "four fled", sentence=3),
    )
    assert names(told.of(span(text, "Two people died"))) == [["Reuters"]]
    assert names(told.of(span(text, "Three were hurt"))) == [["Reuters"]]
    assert told.of(span(text, "Two people died")).scope == "document"
    assert names(told.of(span(text, "four fled"))) == [["Reuters", "mayor"]]


def test_a_credit_is_not_put_in_front_of_another_agency_further_down():
    text = "Two people died. This was reported by SANA. Reuters said three were hurt."
    told = linker(
        text,
        credit_line(text, (SANA,), "This was reported by", 1),
        line(text, (REUTERS,), "said", "three were hurt", sentence=2),
    )
    assert names(told.of(span(text, "three were hurt"))) == [["Reuters"]]


def test_a_credit_that_names_what_it_cites_speaks_for_what_it_points_at_alone():
    text = "Two people died. This was reported by Reuters, citing police. Three were hurt."
    told = linker(text, credit_line(text, ((*REUTERS, *POLICE),), "This was reported by", 1, narrow=True))
    assert names(told.of(span(text, "Two people died"))) == [["Reuters", "police"]]
    assert names(told.of(span(text, "Three were hurt"))) == [[]]


def test_a_credit_carries_on_until_the_next_one():
    text = "One died. This was reported by SANA. Two died. This was reported by Reuters. Three died."
    told = linker(
        text,
        credit_line(text, (SANA,), "This was reported by SANA", 1),
        credit_line(text, (REUTERS,), "This was reported by Reuters", 3),
    )
    assert names(told.of(span(text, "One died"))) == [["SANA"]]
    assert names(told.of(span(text, "Two died"))) == [["SANA"]]
    assert names(told.of(span(text, "Three died"))) == [["Reuters"]]


def test_a_paragraphs_credit_stays_in_its_paragraph():
    text = "One died.\nTwo died. This was reported by SANA.\nThree died."
    told = linker(text, credit_line(text, (SANA,), "This was reported by", 2, reach="par", first=1, last=2))
    found = told.of(span(text, "Two died"))
    assert (names(found), found.scope) == ([["SANA"]], "paragraph")
    assert names(told.of(span(text, "One died"))) == [[]]
    assert names(told.of(span(text, "Three died"))) == [[]]


def test_a_credit_that_points_forward_covers_the_next_sentence_alone():
    text = "One died. Reuters has this:\nTwo died. Three died."
    told = linker(text, credit_line(text, (REUTERS,), "has this", 1, reach="next"))
    assert names(told.of(span(text, "One died"))) == [[]]
    assert names(told.of(span(text, "Two died"))) == [["Reuters"]]
    assert names(told.of(span(text, "Three died"))) == [[]]


def test_a_wire_tag_stands_before_everything_and_names_nobody_twice():
    text = "HERAT (Reuters) - The mayor said one died. Two died, Reuters said. Three died."
    told = linker(
        text,
        credit_line(text, (REUTERS,), "Reuters", 0, wire=True),
        line(text, (MAYOR,), "said", "one died"),
        line(text, (REUTERS,), "said", "Two died", sentence=1),
    )
    assert names(told.of(span(text, "one died"))) == [["Reuters", "mayor"]]
    assert names(told.of(span(text, "Two died"))) == [["Reuters"]]
    assert names(told.of(span(text, "Three died"))) == [["Reuters"]]
    assert told.of(span(text, "Three died")).scope == "document"


def test_two_credited_sources_before_two_speakers_give_four_chains():
    text = "Police and the embassy said one died. This was reported by SANA and Reuters."
    told = linker(
        text,
        line(text, (POLICE, EMBASSY), "said", "one died"),
        credit_line(text, (SANA, REUTERS), "This was reported by", 1),
    )
    assert names(told.of(span(text, "one died"))) == [
        ["SANA", "police"],
        ["SANA", "embassy"],
        ["Reuters", "police"],
        ["Reuters", "embassy"],
    ]


def test_the_speaker_of_the_same_sentence_comes_before_one_whose_content_reaches_into_it():
    text = "By his words one fighter was hurt. SANA said that one civilian died in the village."
    far = line(text, (MAYOR,), "words", "one civilian died", sentence=0)
    near = line(text, (SANA,), "said", "one civilian died in the village", sentence=1)
    assert names(linker(text, far, near).of(span(text, "one civilian died"))) == [["SANA"]]
