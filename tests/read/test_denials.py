"""A denial that names nothing is about the last accusation against whoever denies; otherwise nothing is made up."""

from dataclasses import replace

from attributed import claim, line, report, span, voice

from sayso.model import Hedge, Party
from sayso.read.denials import denials_of, of_whom, up_to_the_next_verb

TOLD = report(
    "Azerbaijan said Armenia fired first, reportedly at night. The mayor of Goris said two people died."
    " Armenia denied it. Azerbaijan said it had proof."
)
ARMENIA = (voice("Armenia"),)


def accusation(**fields):
    who = fields.pop("who", "Armenia")
    settings = {"question": "initiator", "answer": Party(name=who), "voices": (voice("Azerbaijan"),), **fields}
    return claim(TOLD, "Armenia fired first", **settings)


def denial(*chains, act="deny", content=()):
    return line(TOLD.text, chains or (ARMENIA,), "denied it", *content, sentence=2, act=act)


def test_a_bare_denial_denies_the_accusation(parties):
    hedge = Hedge(span=span(TOLD.text, "reportedly"), strength="medium")
    [found] = denials_of([accusation(hedge=hedge, distancing=True)], [denial()], TOLD, parties)
    assert (found.question, found.answer, found.polarity, found.act) == (
        "initiator",
        Party(name="Armenia"),
        "denied",
        "deny",
    )
    assert found.voices == ARMENIA
    assert (found.hedge, found.distancing, found.scope) == (None, False, "local")
    assert found.span.quote == TOLD.text[found.span.start : found.span.end] == "denied it"


def test_the_quote_takes_in_the_one_who_denies(parties):
    speaker = (replace(voice("Armenia"), span=span(TOLD.text, "Armenia", nth=1)),)
    [found] = denials_of([accusation()], [denial(speaker)], TOLD, parties)
    assert found.span.quote == "Armenia denied it"


def test_the_party_is_told_by_its_ministry(parties):
    chain = (voice("Armenian MoD"),)
    [found] = denials_of([accusation()], [denial(chain)], TOLD, parties)
    assert found.voices == chain


def test_nobody_denies_for_another(parties):
    assert denials_of([accusation()], [denial((voice("Turkey"),))], TOLD, parties) == []
    assert denials_of([accusation(who="Azerbaijan")], [denial()], TOLD, parties) == []


def test_without_an_accusation_before_it_nothing_is_denied(parties):
    later = claim(TOLD, "it had proof", question="initiator", answer=Party(name="Armenia"))
    count = claim(TOLD, "two people died")
    already = accusation(polarity="denied")
    assert denials_of([later, count, already], [denial()], TOLD, parties) == []


def test_the_last_of_several_accusations_is_meant(parties):
    earlier = accusation(question="perpetrator")
    later = claim(TOLD, "two people died", question="initiator", answer=Party(name="Armenia"))
    [found] = denials_of([earlier, later], [denial()], TOLD, parties)
    assert found.question == "initiator"


def test_a_denial_with_an_answer_of_its_own_is_left_alone(parties):
    inside = claim(TOLD, "denied it", question="initiator", answer=Party(name="Armenia"))
    assert denials_of([accusation(), inside], [denial()], TOLD, parties) == []


def test_other_acts_and_the_outlets_own_voice_deny_nothing(parties):
    assert denials_of([accusation()], [denial(act="no_comment")], TOLD, parties) == []
    assert denials_of([accusation()], [denial(())], TOLD, parties) == []


def test_two_who_deny_together_deny_each(parties):
    chains = ((voice("Armenian MoD"),), (voice("Armenia"),))
    found = denials_of([accusation()], [denial(*chains)], TOLD, parties)
    assert [each.voices for each in found] == list(chains)


def test_whoever_denies_involvement_names_itself(parties):
    text = "Two people died in Goris. Armenia denies involvement. The mayor denies involvement."
    told = report(text)
    lines = [
        line(text, (ARMENIA,), "denies involvement", sentence=1, act="deny"),
        line(text, ((voice("the mayor", "person"),),), "denies involvement", sentence=2, act="deny"),
    ]
    [found] = denials_of([], lines, told, parties)
    assert (found.question, found.answer.name, found.polarity) == ("perpetrator", "Armenia", "denied")
    assert found.voices == ARMENIA


def test_what_a_speaker_goes_on_to_say_is_not_denied():
    text = "The army denied any part in it and said the Brigades had fired on the market."
    army = ((voice("army"),),)
    denies = line(text, army, "denied", "any part in it", "the Brigades had fired on the market", act="deny")
    says = line(text, army, "said", "the Brigades had fired on the market")
    [cut, whole] = up_to_the_next_verb([denies, says])
    assert [piece.quote for piece in cut.content] == ["any part in it"]
    assert whole == says
    other = line(text, ((voice("mayor"),),), "said", "the Brigades had fired on the market")
    assert up_to_the_next_verb([denies, other]) == (denies, other)


def test_whoever_rejects_an_accusation_rejects_the_one_against_itself(parties):
    told = report(
        "Armenia said Azerbaijan shelled the town. Officials blamed Armenia. Azerbaijan rejected the accusation."
    )
    against = claim(told, "Azerbaijan shelled", question="perpetrator", answer=Party(name="Azerbaijan"))
    later = claim(told, "blamed Armenia", question="perpetrator", answer=Party(name="Armenia"))
    azerbaijan = (voice("Azerbaijan"),)
    denied = claim(
        told,
        "rejected the accusation",
        question="perpetrator",
        answer=Party(name="Armenia"),
        polarity="denied",
        act="deny",
        voices=azerbaijan,
    )
    turned = of_whom([against, later, denied], told, parties)[-1]
    assert (turned.answer, turned.polarity, turned.span) == (against.answer, "denied", denied.span)
    alone = of_whom([later, denied], told, parties)[-1]
    assert alone.answer.name == "Azerbaijan"
    said = of_whom([against, later, replace(denied, voices=(voice("A herder", kind="witness"),))], told, parties)
    assert said[-1].answer.name == "Armenia"
