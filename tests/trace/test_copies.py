from builders import report

from sayso.trace import copies_of

WORDS = [f"word{number}" for number in range(400)]


def text(seed, size=80):
    return " ".join(WORDS[(seed * 37 + place * (seed * 2 + 11)) % len(WORDS)] for place in range(size))


def pairs(copies):
    return [(copy.report_id, copy.of_report_id, copy.kind) for copy in copies]


def test_the_same_words_in_other_dress_are_the_same_text():
    original = report("r-1", "Убит один ЧЕЛОВЕК у Камышлы", published="2020-02-12")
    dressed = report("r-2", "«Убит один человек — у\nКамышлы».", published="2020-02-12T09:00:00+00:00")
    assert pairs(copies_of([dressed, original])) == [("r-1", "r-2", "same")]


def test_a_reprint_with_a_few_changes_is_near_and_shows_the_stretch_in_common():
    words = text(1).split()
    cut = [*words[:40], "altered", *words[41:], "and", "a", "last", "line"]
    copies = copies_of([report("r-1", " ".join(words), published="2020-02-12"), report("r-2", " ".join(cut))])
    assert pairs(copies) == [("r-2", "r-1", "near")]
    assert copies[0].evidence == " ".join(words[:40])
    assert 0.8 < copies[0].score < 1.0


def test_a_report_that_prints_a_whole_other_within_its_own_is_found():
    short = text(1, 40)
    long = f"{text(2, 30)} {short} {text(3, 30)}"
    reports = [report("r-1", short, published="2020-01-01"), report("r-2", long)]
    assert pairs(copies_of(reports)) == [("r-2", "r-1", "near")]


def test_texts_of_their_own_are_no_copies_even_with_a_quote_in_common():
    quote = "we came under small arms fire from unknown individuals"
    reports = [report(f"r-{seed}", f"{text(seed)} {quote}") for seed in range(8)]
    assert copies_of(reports) == ()


def test_the_one_that_is_credited_is_the_original_though_it_is_dated_later():
    reports = [
        report("r-1", text(1), outlet="Courier", published="2020-02-12"),
        report("r-2", text(1), outlet="Reuters", published="2020-02-13"),
    ]
    credits_of = {"r-1": frozenset({"Reuters"})}
    outlet_of = {"r-1": "Courier", "r-2": "Reuters"}
    assert pairs(copies_of(reports, credits_of, outlet_of)) == [("r-1", "r-2", "same")]


def test_a_vague_date_is_later_than_a_day_within_it():
    reports = [report("r-1", text(1), published="2020-02"), report("r-2", text(1), published="2020-02-28")]
    assert pairs(copies_of(reports)) == [("r-1", "r-2", "same")]


def test_every_copy_points_at_the_earliest_and_the_order_given_does_not_matter():
    reports = [report(f"r-{n}", f"{text(1)} ending{n}", published=f"2020-02-{10 + n}") for n in range(6)]
    copies = copies_of(reports)
    assert pairs(copies) == [(f"r-{n}", "r-0", "near") for n in range(1, 6)]
    assert copies_of(reports[::-1]) == copies


def test_hundreds_of_reprints_are_all_found():
    reports = [report(f"r-{n:03}", f"{text(1)} ending{n}") for n in range(300)]
    assert {copy.of_report_id for copy in copies_of(reports)} == {"r-000"}


def test_empty_and_tiny_texts_are_let_be():
    assert copies_of([report("r-1", ""), report("r-2", "…"), report("r-3", "one word")]) == ()
