"""One report's toll: what its figures, lists and single victims come to."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.model import Passage
from sayso.read.toll import toll_of


def passages(text: str) -> list[Passage]:
    """Return one passage for each line of an English text."""
    found, start = [], 0
    for index, line in enumerate(text.split("\n")):
        end = start + len(line)
        if line.strip():
            found.append(Passage(report_id="r", index=index, start=start, end=end, text=line, language="en"))
        start = end + 1
    return found


@pytest.mark.parametrize(
    ("text", "killed", "wounded"),
    [
        ("Eleven people were killed, three of them children.", (11, 11), None),
        ("Three women and two children were killed and dozens were wounded.", (5, 5), (12, 24)),
        ("Between 8 and 12 villagers were killed and a large number of others injured.", (8, 12), (12, 24)),
        ("At least one but possibly up to 12 people died.", (1, 12), None),
        (
            "Up to nine people, including two women and a baby, were killed. Officials put the toll at seven.",
            (7, 9),
            None,
        ),
        ("At least six people died. A hospital later counted 8 dead.", (6, 8), None),
        ("Ten members of the Orlov family and four members of the Bilyk family were killed.", (14, 14), None),
        ("A shell killed 20 people in a two-storey house that belonged to three families.", (20, 20), None),
        ("Six members of the family, four of them civilians, were killed.", (4, 4), None),
        ("Gunmen killed six villagers; two of the attackers died too.", (6, 6), None),
        ("Several people were killed and injured in the strike.", (2, 2), (2, 2)),
        ("The men threatened to kill the hostages. No one else was injured.", None, None),
        ("The army denied that civilians were killed in the raid.", None, None),
        ("Masked men raided the bar, leaving five people dead.", (5, 5), None),
        ("Two children and two cooks were killed.", (4, 4), None),
        ("A man was found with multiple gunshot wounds. He was pronounced dead.", (1, 1), None),
        ("A man was shot on the left side of his body. He is in a hospital.", None, (1, 1)),
        ("He is charged with assault with intent to kill Anna Petrenko.", None, None),
        ("A 17-year-old was shot dead in the yard.", (1, 1), None),
        ("Omar Saleh, a 49-year-old Chilean, was killed on Tuesday.", (1, 1), None),
        ("One person has died and a second was injured after they were shot.", (1, 1), (1, 1)),
        ("A girl was hospitalized after her uncle accidentally shot her.", None, (1, 1)),
    ],
)
def test_figures_come_to_a_range(text: str, killed: tuple[int, int] | None, wounded: tuple[int, int] | None) -> None:
    """Parts, sums, open ends, fighters, denials and plurals without a number."""
    toll = toll_of(passages(text))
    assert (toll.killed, toll.wounded) == (killed, wounded)


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("Anna Petrenko, her husband and their three children were killed when a shell hit the house.", 5),
        ("Omar Saleh (41) was killed along with two of his sons in an air strike.", 3),
        ("Dr. Lina Haddad, a surgeon and the mother of four, was killed on Monday.", 1),
        ("They investigate the shooting death of his girlfriend, the Stockton Police Department said.", 1),
        ("Brothers Ali Haddad, Omar Haddad and their cousin Sami Haddad were killed.", 3),
        ("A missile killed two civilians, Ivan Bondar and his daughter Olha Bondar.", 2),
        ("The blast killed the father, mother and sister of the witness.", 3),
    ],
)
def test_people_told_one_by_one_are_counted(text: str, killed: int) -> None:
    """Names and relatives are people; what only describes somebody is not."""
    assert toll_of(passages(text)).killed == (killed, killed)


@pytest.mark.parametrize(
    ("text", "killed", "wounded"),
    [
        ("A man was shot in the leg on Friday. He was taken to hospital.", None, (1, 1)),
        ("A man was shot on Friday and later died in hospital.", (1, 1), None),
        ("A woman was shot on Friday. The woman was pronounced dead at a hospital.", (1, 1), None),
        ("One person was killed and another injured in a shooting downtown.", (1, 1), (1, 1)),
        ("Two men were shot on Friday. One of them died.", (1, 1), (1, 1)),
        ("A 40-year-old man and a 16-year-old girl were shot.", None, (2, 2)),
        ("A clerk was shot by two men on Dec. 20, after closing time.", None, (1, 1)),
        ("Officers said the driver shot at a patrol car.", None, None),
    ],
)
def test_single_victims_are_told_apart(
    text: str, killed: tuple[int, int] | None, wounded: tuple[int, int] | None
) -> None:
    """Whoever was shot is wounded, unless told to have died; dates and those who shot are nobody."""
    toll = toll_of(passages(text))
    assert (toll.killed, toll.wounded) == (killed, wounded)


def test_children_and_women_among_the_dead() -> None:
    """Parts of a figure count for their own range."""
    toll = toll_of(passages("Nine people were killed, including two women and at least four children."))
    assert (toll.killed, toll.children, toll.women) == ((9, 9), (4, 4), (2, 2))


@settings(derandomize=True, max_examples=60, deadline=None)
@given(st.lists(st.sampled_from([*"AB ,.()-27\n", " and ", " killed ", " shot ", " was ", "his wife "]), max_size=60))
def test_any_text_has_a_toll_in_order(pieces: list[str]) -> None:
    """Whatever the text, no low end stands above its high end, and nothing is below nought."""
    toll = toll_of(passages("".join(pieces)))
    for found in (toll.killed, toll.wounded, toll.children, toll.women, toll.men):
        assert found is None or 0 <= found[0] <= found[1]
