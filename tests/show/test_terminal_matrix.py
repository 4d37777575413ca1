import io

import arabic
import khirbet_ammu
import pytest
from rich.console import Console

from sayso import show


def drawn(dossier, width):
    out = io.StringIO()
    Console(file=out, width=width, no_color=True, force_terminal=False).print(show.matrix(dossier))
    return out.getvalue()


@pytest.mark.parametrize("width", [80, 100, 140])
@pytest.mark.parametrize("make", [khirbet_ammu.dossier, arabic.dossier])
def test_the_matrix_keeps_to_its_width(make, width):
    from rich.cells import cell_len

    assert all(cell_len(line) <= width for line in drawn(make(), width).splitlines())


def test_the_matrix_says_everything_without_colour():
    text = drawn(khirbet_ammu.dossier(), 100)
    flat = " ".join(text.split())
    assert "Khirbet Ammu, 12 February 2020, Al-Hasakah, Syria" in flat
    assert "◆ contested" in flat
    assert "SANA (5, 2 hedged)" in flat
    assert "denied by witnesses" in flat
    assert "does not mention it: US-led coalition" in flat
    assert "earlier: US-led coalition (3)" in flat
    assert "origin unknown" in flat
    assert "\x1b" not in text


def test_every_question_and_its_status_stand_in_the_matrix():
    dossier = khirbet_ammu.dossier()
    flat = " ".join(drawn(dossier, 140).split())
    for finding in dossier.findings:
        assert finding.label in flat
        assert f" {finding.status} " in flat


def test_a_dossier_without_findings_says_so():
    assert "No claim was found." in drawn(khirbet_ammu.dossier(findings=()), 120)
