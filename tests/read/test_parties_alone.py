"""Who fired, told by a noun alone: protesters say it by themselves, soldiers are some party's."""

import pytest

from sayso.model import Passage
from sayso.read.facts import facts_of


@pytest.mark.parametrize(
    ("language", "text", "named"),
    [
        ("tr", "İsrail askerleri köye girdi. Köylüler devriyeye ateş açtı.", [True]),
    ],
)
def test_a_noun_alone_names_whoever_fired_unless_it_is_somebodys_forces(language, text, named):
    whole = Passage(report_id="r", index=0, start=0, end=len(text), text=text, language=language)
    assert [fact.named for fact in facts_of([whole]) if fact.question == "initiator"] == named
