import itertools

import khirbet_ammu
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.model import Claim, Count, Pair, Place, Span, When
from sayso.show import outlines, words
from sayso.show.book import Book
from sayso.show.chart import HEIGHT, WIDTH, chart_of
from sayso.show.evidence import evidence_of
from sayso.show.graph import graph_of
from sayso.show.layers import layout_of
from sayso.show.marked import quote_of, stretches_of
from sayso.show.stands import grid_of
from sayso.show.ties import strongest
from sayso.show.timeline import timeline_of

BOOK = Book(khirbet_ammu.dossier())


def claim_at(text: str, start: int, end: int) -> Claim:
    return Claim(
        id=f"c-{start}-{end}",
        report_id="r",
        question="other",
        answer=Count(low=1, high=1),
        span=Span(start=start, end=end, quote=text[start:end]),
        voices=(),
        act="assert",
        polarity="affirmed",
        scope="local",
        reader="test",
    )


texts = st.text(alphabet="аб вג\n<&سx́", min_size=1, max_size=60)


@settings(derandomize=True)
@given(text=texts, data=st.data())
def test_stretches_joined_are_the_text_and_cover_every_claim(text, data):
    pairs = data.draw(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=6))
    claims = [(n, claim_at(text, a, b)) for n, (a, b) in enumerate(pairs)]
    sound = [(n, claim) for n, claim in claims if claim.span.start < claim.span.end <= len(text)]
    stretches = stretches_of(text, claims)
    assert "".join(stretch.text for stretch in stretches) == text
    assert sorted(n for stretch in stretches for n in stretch.starts) == sorted(n for n, _ in sound)
    at = 0
    for stretch in stretches:
        covering = sum(c.span.start <= at < c.span.end for _, c in sound)
        assert stretch.inside == covering
        at += len(stretch.text)


@settings(derandomize=True)
@given(text=texts, data=st.data())
def test_a_quote_and_its_surroundings_are_verbatim_and_stay_in_their_paragraph(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    quote = quote_of(text, claim_at(text, start, end), around=8)
    assert "".join(part for part, _ in quote.parts) == text[start:end]
    assert quote.before + text[start:end] + quote.after in text
    assert "\n" not in quote.before + quote.after


names = st.sampled_from([f"n{i}" for i in range(12)])


@settings(derandomize=True)
@given(st.lists(st.lists(names, min_size=1, max_size=5), min_size=1, max_size=20))
def test_a_layout_places_every_name_once_and_never_two_on_one_spot(paths):
    layout = layout_of(paths)
    assert set(layout.places) == {name for path in paths for name in path}
    rows: dict[int, list[float]] = {}
    for layer, row in layout.places.values():
        assert 0 <= layer < layout.layers
        assert 0 <= row < layout.height
        rows.setdefault(layer, []).append(row)
    for layer in rows.values():
        assert all(b - a >= 0.999 for a, b in itertools.pairwise(sorted(layer)))
    for (start, end), points in layout.lines.items():
        assert points[0] == layout.places[start]
        assert points[-1] == layout.places[end]
        assert all(abs(b[0] - a[0]) == 1 for a, b in itertools.pairwise(points)) or len(points) == 2
    assert layout_of(paths) == layout


def test_a_chain_without_cycles_only_ever_leads_to_the_right():
    layout = layout_of([("a", "b", "d"), ("a", "d"), ("c", "d"), ("e",)])
    assert {name: layer for name, (layer, _) in layout.places.items()} == {"a": 0, "b": 1, "d": 2, "c": 0, "e": 0}


def test_the_graph_tells_outlets_narrators_origins_and_the_unstated_apart():
    graph = graph_of(BOOK)
    roles = {dot.name: dot.role for dot in graph.dots}
    assert roles["Tagesblick"] == "outlet"
    assert roles["Reuters"] == "narrator"
    assert roles["SANA"] == "origin"
    assert roles["no source named"] == "unstated"
    assert roles["Вестник Юга"] == "outlet"
    assert sum(number for _, number in graph.ways) == sum(not claim.background for claim in BOOK.in_order)
    assert all(0 < dot.x < graph.width and 0 < dot.y < graph.height for dot in graph.dots)


def test_the_map_holds_the_place_and_its_rival_with_their_radii():
    chart = chart_of(BOOK)
    spots = {spot.name: spot for spot in chart.spots}
    assert spots["Khirbet Ammu"].rival
    assert spots["Qamishli"].rival
    assert (spots["Khirbet Ammu"].x, spots["Khirbet Ammu"].y) == (WIDTH / 2, HEIGHT / 2)
    assert spots["Qamishli"].x < spots["Khirbet Ammu"].x
    assert spots["Qamishli"].radius == pytest.approx(5 * spots["Khirbet Ammu"].radius, abs=0.5)
    assert {name for _, _, name in chart.names} >= {"Syria", "Turkey"}


def test_the_map_goes_round_the_globe():
    dossier = khirbet_ammu.dossier()
    for lat, lon in ((-16.8, 179.9), (71.0, -179.5), (-54.8, -68.3), (0.0, 0.0)):
        incident = dossier.incident
        fields = {slot: getattr(incident, slot) for slot in incident.__slots__}
        moved = type(incident)(**{**fields, "place": Place(name="There", lat=lat, lon=lon, uncertainty_km=5)})
        chart = chart_of(Book(khirbet_ammu.dossier(incident=moved, findings=())))
        assert next(spot.name for spot in chart.spots) == "There"


def test_outlines_cover_the_land_and_know_their_source():
    window = outlines.Window(west=40, south=36, east=42, north=38)
    found = {country.name for country in outlines.inside(window)}
    assert {"Syria", "Turkey", "Iraq"} <= found
    assert "Natural Earth" in outlines.source()
    for country in outlines.inside(window):
        for x, y in itertools.chain.from_iterable(country.rings):
            assert 40 <= round(x, 9) <= 42
            assert 36 <= round(y, 9) <= 38


def test_a_window_across_the_date_line_shows_land_on_both_sides():
    window = outlines.Window(west=170, south=62, east=195, north=72)
    xs = [x for country in outlines.inside(window) for ring in country.rings for x, _ in ring]
    assert min(xs) < 179
    assert max(xs) > 182


def test_ties_hold_all_reports_together_with_the_strongest_pairs():
    scores = {("a", "b"): 3.0, ("a", "c"): 1.0, ("b", "c"): 2.0, ("c", "d"): 0.5, ("a", "d"): 0.4}
    pairs = [Pair(left=left, right=right, score=score, reasons=()) for (left, right), score in scores.items()]
    assert [(pair.left, pair.right) for pair in strongest(pairs)] == [("a", "b"), ("b", "c"), ("c", "d")]
    assert strongest([]) == ()


def test_evidence_lists_links_and_recordings_with_the_reports_that_point_to_them():
    found = {(exhibit.kind, exhibit.words) for exhibit in evidence_of(BOOK)}
    assert found == {("Link", "pic.twitter.com/example1"), ("Video", "відео")}


def test_the_timeline_dates_each_stand_by_its_first_report():
    days = timeline_of(BOOK, grid_of(BOOK))
    assert [day.name for day in days] == ["12 February 2020", "13 February 2020", "Undated"]
    assert sum(day.reports for day in days) == len(BOOK.reports)
    second = {(saying.stand.column.name, saying.stand.label) for saying in days[1].sayings}
    assert ("US-led coalition", "1 combatant") in second
    revised = [saying for day in days for saying in day.sayings if saying.revised]
    assert [(saying.question, saying.repeated) for saying in revised] == [("Wounded: combatants", 2)]


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ([(1, 1)], "1"),
        ([(1, 1), (4, 4)], "1–4"),
        ([(1, None), (2, 2)], "1–2"),
        ([(2, None)], "2 or more"),
        ([(None, 5)], "0–5"),
        ([(24, 99), (10, None)], "10–99"),
        ([(0, 0)], "0"),
    ],
)
def test_a_range_is_said_as_its_lowest_and_highest_figures(counts, said):
    assert words.span_of([Count(low=low, high=high) for low, high in counts]) == said


@pytest.mark.parametrize(
    ("iso", "said"),
    [
        ("2020-02-12", "12 Feb 2020"),
        ("2020-02-12T18:40:00+02:00", "12 Feb 2020"),
        ("2020-02", "Feb 2020"),
        ("2020", "2020"),
        ("2020-13-01", "2020"),
        ("yesterday", "yesterday"),
        (None, ""),
    ],
)
def test_a_day_is_said_as_far_as_it_is_known(iso, said):
    assert words.day(iso) == said


def test_an_interval_of_days_and_a_whole_month():
    assert words.days(When(first="2020-02-12", last="2020-02-13")) == "12 Feb 2020 – 13 Feb 2020"
    assert words.days(When(first="2020-02-01", last="2020-02-29", precision="month"), long=True) == "February 2020"
    assert words.days(None) == ""


def test_lists_and_directions():
    assert words.listed(["a", "b", "c"]) == "a, b and c"
    assert words.listed([]) == ""
    assert [words.direction(code) for code in ("ar", "he", "fa", "uk", "und")] == ["rtl", "rtl", "rtl", "ltr", "auto"]
    assert words.language("uk") == "Ukrainian"
