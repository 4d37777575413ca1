import re
from collections import Counter

import arabic
import khirbet_ammu
import pytest
from large import large_dossier
from page_parts import Page

from sayso import show
from sayso.model import Dossier


@pytest.fixture(scope="module", name="clash")
def _clash() -> tuple[Dossier, str, Page]:
    dossier = khirbet_ammu.dossier()
    text = show.page(dossier)
    return dossier, text, Page(text)


@pytest.mark.parametrize("make", [khirbet_ammu.dossier, arabic.dossier])
def test_every_quote_on_the_page_is_verbatim_in_its_report(make):
    dossier = make()
    page = Page(show.page(dossier))
    texts = [report.text for report in dossier.reports]
    quotes = page.texts("blockquote")
    assert len(quotes) == sum(text.count('<article class="claim"') for text in [show.page(dossier)])
    for quote in quotes:
        words = quote.removeprefix("… ").removesuffix(" …")
        assert any(words in text for text in texts), quote


def test_every_claim_shows_its_own_words_highlighted(clash):
    dossier, _, page = clash
    cards = {values["id"]: text for name, values, text in page.elements if name == "article" and "id" in values}
    assert len(cards) == len(dossier.claims)
    order = sorted(dossier.claims, key=lambda c: ([r.id for r in dossier.reports].index(c.report_id), c.span.start))
    for number, claim in enumerate(order, start=1):
        assert claim.span.quote in cards[f"c{number}"]
    marked = Counter(page.texts("mark"))
    for quote, wanted in Counter(claim.span.quote for claim in dossier.claims).items():
        assert marked[quote] >= wanted


def test_every_report_stands_on_the_page_character_for_character(clash):
    dossier, _, page = clash
    assert page.texts("div", class_="text") == [report.text for report in dossier.reports]


def test_the_same_dossier_gives_the_same_bytes():
    assert show.page(khirbet_ammu.dossier()).encode() == show.page(khirbet_ammu.dossier()).encode()


def test_the_head_line_is_built_from_fields(clash):
    _, _, page = clash
    assert page.texts("h1") == ["Khirbet Ammu, 12 February 2020"]
    assert page.texts("p", class_="lead") == [
        "11 reports from 11 outlets in 6 languages rest on 12 independent origins. 3 of 14 questions are contested."
    ]


def test_each_question_has_a_row_with_a_status_in_words(clash):
    dossier, _, page = clash
    rows = [text for name, values, text in page.elements if name == "th" and values.get("scope") == "row"]
    for finding in dossier.findings:
        assert f"{finding.label}{finding.status}" in rows


def test_silence_is_told_apart_from_nothing_found(clash):
    dossier, _, page = clash
    silent = sum(len(finding.silent) for finding in dossier.findings)
    assert len(page.texts("td", class_="silent")) == silent == 3
    assert set(page.texts("td", class_="none")) == {"nothing found", "–no figure"}


def test_a_cell_opens_every_stand_of_its_origin(clash):
    _, _, page = clash
    ids = {values["id"] for _, values in page.tags if "id" in values}
    opened = [values["data-open"].split() for _, values in page.tags if "data-open" in values]
    assert opened
    assert all(set(anchors) <= ids for anchors in opened)
    cells = {a for _, v in page.tags if v.get("class") == "cell" for a in v["data-open"].split()}
    assert cells == {values["id"] for _, values in page.tags if values.get("class") == "claims"}


def test_no_id_is_given_twice_and_every_inner_link_leads_somewhere(clash):
    _, _, page = clash
    ids = [values["id"] for _, values in page.tags if "id" in values]
    assert len(ids) == len(set(ids))
    inner = {values["href"][1:] for name, values in page.tags if name == "a" and values["href"].startswith("#")}
    assert inner <= set(ids)


def test_casualty_ranges_leave_out_denials_and_revised_figures(clash):
    _, _, page = clash
    cells = [text for text in page.texts("td") if "claims" in text or "low" in text]
    figures = page.texts("a", class_="figure")
    assert figures == ["1 or more", "1", "1", "1", "1", "1", "2 or more", "2 or more"]
    assert any("SANA" in cell and "denied by witnesses" in cell for cell in cells)


def test_attribution_lines_name_origin_narrator_outlet_and_day(clash):
    _, _, page = clash
    lines = {text.removesuffix("Copy").strip() for text in page.texts("p", class_="say")}
    assert "according to SANA, as cited by Reuters, in Вечірній вісник, 12 Feb 2020" in lines
    assert "denied by US-led coalition, as cited by Reuters, in Tagesblick, 13 Feb 2020" in lines
    assert "according to US-led coalition, 12 Feb 2020" in lines
    assert "reported by Вестник Юга, which names no source, 13 Feb 2020" in lines
    assert "denied by witnesses, in \u2068منبر الفرات\u2069, undated" in lines


def test_a_copy_names_its_original_by_outlet_and_not_by_id(clash):
    dossier, _, page = clash
    reasons = page.texts("ul", class_="why")
    assert any("same words as Вечірній вісник, 12 Feb 2020" in reason for reason in reasons)
    assert not any(re.search(r"r-[0-9a-f]{16}", reason) for reason in reasons)
    assert dossier.copies


def test_quotes_and_texts_carry_language_and_direction():
    page = Page(show.page(arabic.dossier()))
    directions = {
        (values["lang"], values["dir"]) for name, values in page.tags if name == "blockquote" and "lang" in values
    }
    assert directions == {("ar", "rtl"), ("fa", "rtl"), ("he", "rtl")}


def test_without_coordinates_the_page_says_so_and_draws_no_map():
    page = Page(show.page(arabic.dossier()))
    assert not [values for name, values in page.tags if name == "svg" and values.get("class") == "map"]
    assert any("could be given coordinates" in text for text in page.texts("p", class_="quiet"))


def test_undated_reports_are_listed_apart(clash):
    _, _, page = clash
    (undated,) = page.texts("li", class_="undated")
    assert "Undated" in undated
    assert "منبر الفرات" in undated


def test_what_could_not_be_read_is_listed(clash):
    _, _, page = clash
    assert any("scan-04.pdf" in text for text in page.texts("ul", class_="rejected"))


def test_a_dossier_with_nothing_in_it_is_still_a_page():
    dossier = khirbet_ammu.dossier(
        reports=(), claims=(), chains=(), origins=(), copies=(), findings=(), mentions=(), rejected=()
    )
    assert "No claim was found." in show.page(dossier)


def test_sixty_reports_stay_under_the_weight_limit():
    dossier = large_dossier(60)
    weight = len(show.page(dossier).encode())
    assert len(dossier.reports) == 60
    assert len(dossier.claims) > 240
    assert weight < 1_000_000
