import pytest

from sayso.read.stance import act_of, is_distancing


@pytest.mark.parametrize(
    ("cue", "language"),
    [
        ("claims", "en"),
        ("стверджує", "uk"),
        ("утверждает", "ru"),
        ("زعمت", "ar"),
        ("öne sürdü", "tr"),
        ("behauptete", "de"),
    ],
)
def test_verbs_that_keep_their_distance(cue, language):
    assert is_distancing(cue, language)


@pytest.mark.parametrize(("cue", "language"), [("said", "en"), ("повідомив", "uk"), ("قالت", "ar"), ("said", "xx")])
def test_plain_verbs_do_not(cue, language):
    assert not is_distancing(cue, language)


@pytest.mark.parametrize(
    ("cue", "language", "act"),
    [
        ("denied", "en", "deny"),
        ("accuses", "en", "accuse"),
        ("claimed responsibility", "en", "claim_responsibility"),
        ("declined to comment", "en", "no_comment"),
        ("admitted", "en", "concede"),
        ("заперечила", "uk", "deny"),
        ("обвинил", "ru", "accuse"),
        ("نفت", "ar", "deny"),
        ("yalanladı", "tr", "deny"),
        ("räumte Fehler ein", "de", "concede"),
        ("said", "en", "assert"),
        ("anything", "xx", "assert"),
    ],
)
def test_acts(cue, language, act):
    assert act_of(cue, language) == act
