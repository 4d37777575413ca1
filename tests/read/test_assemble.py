"""Attributions and credits become lines: chains told one inside the other, citations hung on whoever speaks."""

import pytest
from attributed import report, said

from sayso.config import Settings
from sayso.intake import passages_of
from sayso.lang import load
from sayso.read.assemble import lines_of
from sayso.read.credits import credits_of
from sayso.read.sentences import sentences_of
from sayso.read.voices import Voices


def assembled(sources, text, *attributions, language="en"):
    told = report(text, language)
    sentences = sentences_of(text, language)
    tagged = [source for each in attributions for source in each.sources]
    credits_ = credits_of(text, sentences, load(language), sources, tagged)
    passages = tuple(passages_of(told, Settings()))
    return lines_of(told, sentences, passages, attributions, credits_, Voices(told, sources))


def names(line):
    return [[voice.source for voice in chain] for chain in line.chains]


def test_one_speaker_is_one_line(sources):
    text = "Nothing yet. Reuters said two people died."
    [line], credits_ = assembled(sources, text, said(text, "Reuters", "said", "two people died"))
    assert (names(line), line.sentence, line.act, line.distancing) == ([["Reuters"]], 1, "assert", False)
    assert [piece.quote for piece in line.content] == ["two people died"]
    assert credits_ == ()


def test_what_is_said_inside_what_is_said_is_a_chain(sources):
    text = "Reuters said police reported that two people died."
    (outer, inner), _ = assembled(
        sources,
        text,
        said(text, "Reuters", "said", "police reported that two people died"),
        said(text, "police", "reported", "two people died", number=1),
    )
    assert names(outer) == [["Reuters"]]
    assert names(inner) == [["Reuters", "police"]]


def test_the_tagger_may_name_the_teller(sources):
    text = "Two people died, police reported. Reuters had it first."
    lines, _ = assembled(
        sources,
        text,
        said(text, "police", "reported", "Two people died", parent=7),
        said(text, "Reuters", "had", number=7),
    )
    assert names(lines[1]) == [["Reuters"]]


def test_a_chain_across_three(sources):
    text = "SANA said Reuters wrote that police reported two deaths."
    lines, _ = assembled(
        sources,
        text,
        said(text, "SANA", "said", "Reuters wrote that police reported two deaths"),
        said(text, "Reuters", "wrote", "police reported two deaths", number=1),
        said(text, "police", "reported", "two deaths", number=2),
    )
    assert names(lines[2]) == [["SANA", "Reuters", "police"]]


def test_side_by_side_under_one_teller_are_two_chains(sources):
    text = "Reuters said SANA and AFP reported two deaths."
    lines, _ = assembled(
        sources,
        text,
        said(text, "Reuters", "said", "SANA and AFP reported two deaths"),
        said(text, ("SANA", "AFP"), "reported", "two deaths", number=1),
    )
    assert names(lines[1]) == [["Reuters", "SANA"], ["Reuters", "AFP"]]


def test_citing_hangs_on_the_speaker_of_its_sentence(sources):
    text = "Two people died, Reuters reported, citing police."
    [line], credits_ = assembled(sources, text, said(text, "Reuters", "reported", "Two people died"))
    assert names(line) == [["Reuters", "police"]]
    assert line.chains[0][1].how == "cited"
    assert credits_ == ()


def test_citing_in_ukrainian(sources):
    text = "Двоє людей загинули, пише Reuters із посиланням на поліцію."
    [line], _ = assembled(sources, text, said(text, "Reuters", "пише", "Двоє людей загинули"), language="uk")
    assert names(line) == [["Reuters", "National Police of Ukraine"]]


def test_citing_without_a_speaker_speaks_for_its_sentence(sources):
    text = "Two people died on the road, citing police."
    [line], _ = assembled(sources, text)
    assert names(line) == [["police"]]
    assert [piece.quote for piece in line.content] == [text]


def test_a_credit_line_is_no_local_attribution(sources):
    text = "Two people died. This was reported by Reuters."
    lines, [credit] = assembled(sources, text, said(text, "Reuters", "was reported by"))
    assert lines == ()
    assert (names(credit), credit.reach, credit.narrow, credit.wire) == ([["Reuters"]], "doc", False, False)


def test_a_credit_that_cites_is_narrow_and_a_chain(sources):
    text = "Two people died. This was reported by Reuters, citing police."
    _, [credit] = assembled(sources, text)
    assert (names(credit), credit.narrow) == ([["Reuters", "police"]], True)
    assert [voice.how for voice in credit.chains[0]] == ["credit", "cited"]


def test_a_credit_knows_its_paragraph(sources):
    text = "One person died.\n\nTwo people died. This was reported by Reuters.\n\nThree people died."
    _, [credit] = assembled(sources, text)
    assert (credit.sentence, credit.first, credit.last) == (2, 1, 2)


def test_a_wire_tag_is_a_credit_for_all(sources):
    text = "HERAT (AFP) - Two people died."
    _, [credit] = assembled(sources, text)
    assert (names(credit), credit.wire) == ([["AFP"]], True)
    assert credit.chains[0][0].how == "wire"


def test_whoever_was_told_passes_it_on(sources):
    text = "A hospital source told Reuters that two people died."
    [line], _ = assembled(sources, text, said(text, "A hospital source", "told", "two people died"))
    [chain] = names(line)
    assert chain[0] == "Reuters"
    assert len(chain) == 2


@pytest.mark.parametrize(
    ("language", "text", "marks"),
    [
        (
            "uk",
            "Про бої пише Reuters. Лікар розповів агентству, що загинули двоє.",
            "Reuters|пише|Лікар|розповів|загинули двоє",
        ),
        (
            "ru",
            "О боях пишет Reuters. Врач говорил агентству о двух убитых.",
            "Reuters|пишет|Врач|говорил|о двух убитых",
        ),
        (
            "ar",
            "نقلت رويترز الخبر. وقال طبيب للوكالة إن اثنين قتلا.",
            "رويترز|نقلت|طبيب|وقال|اثنين قتلا",
        ),
        (
            "tr",
            "Reuters olayı yazdı. Bir doktor ajansa iki kişinin öldüğünü söyledi.",
            "Reuters|yazdı|Bir doktor|söyledi|iki kişinin öldüğünü",
        ),
    ],
)
def test_whoever_tells_the_agency_is_passed_on_by_the_one_named_before(sources, language, text, marks):
    agency, wrote, source, cue, content = marks.split("|")
    before, after = said(text, agency, wrote, number=1), said(text, source, cue, content, number=2)
    lines, _ = assembled(sources, text, before, after, language=language)
    assert names(lines[-1])[0][0] == "Reuters"


def test_a_name_behind_the_noun_is_the_one_that_is_told(sources):
    text = "Про бої пише Reuters. Лікар розповів виданню «Слово», що загинули двоє."
    before, after = (
        said(text, "Reuters", "пише", number=1),
        said(text, "Лікар", "розповів", "загинули двоє", number=2),
    )
    lines, _ = assembled(sources, text, before, after, language="uk")
    assert "Reuters" not in names(lines[-1])[0]


def test_an_official_who_was_told_passes_nothing_on(sources):
    text = "A hospital source told the army that two people died."
    [line], _ = assembled(sources, text, said(text, "A hospital source", "told", "two people died"))
    assert len(line.chains[0]) == 1


def test_the_words_of_saying_tell_denial_and_distance(sources):
    text = "The army denied that two people died. SANA claims that three people died."
    lines, _ = assembled(
        sources,
        text,
        said(text, "The army", "denied", "two people died"),
        said(text, "SANA", "claims", "three people died", number=1),
    )
    assert [(line.act, line.distancing) for line in lines] == [("deny", False), ("assert", True)]


def test_nobody_tells_himself(sources):
    text = "Reuters said Reuters reported two deaths."
    lines, _ = assembled(
        sources,
        text,
        said(text, "Reuters", "said", "Reuters reported two deaths"),
        said(text, "Reuters", "reported", "two deaths", number=1),
    )
    assert names(lines[1]) == [["Reuters"]]


def test_an_attribution_without_a_source_is_the_outlets_own_or_what_nobody_is_named_for(sources):
    text = "On paper two people died, and it was reported that two fled."
    [own, reported], _ = assembled(
        sources, text, said(text, "", "paper", "two people died"), said(text, "", "reported", "two fled", number=1)
    )
    assert names(own) == [[]]
    assert names(reported) == [["unnamed reports"]]


def test_whoever_keeps_silent_denies_nothing(sources):
    text = "Il ministero tace sul civile morto."
    [line], _ = assembled(
        sources, text, said(text, "Il ministero", "tace", "civile morto", act="deny"), language="it"
    )
    assert line.act == "no_comment"
