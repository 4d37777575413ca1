import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.intake.dates import iso_date


@pytest.mark.parametrize(
    ("written", "language", "iso"),
    [
        ("2020-02-12", None, "2020-02-12"),
        ("2020-02-12T10:00:00Z", None, "2020-02-12T10:00:00+00:00"),
        ("2020-02-12 10:00", None, "2020-02-12T10:00:00"),
        ("2020-02", None, "2020-02"),
        ("2020", None, "2020"),
        ("Wed, 12 Feb 2020 10:00:00 +0200", None, "2020-02-12T10:00:00+02:00"),
        ("12 лютого 2020", "uk", "2020-02-12"),
        ("12 февраля 2020 г., 14:05", "ru", "2020-02-12T14:05:00"),
        ("12 Şubat 2020 Çarşamba", "tr", "2020-02-12"),
        ("22 أغسطس 2023", "ar", "2023-08-22"),
        ("12. Februar 2020", "de", "2020-02-12"),
        ("Feb 12, 2020", "en", "2020-02-12"),
        ("12.02.2020", None, "2020-02-12"),
        ("3/4/2020", "fr", "2020-04-03"),
        ("2/13/2020", "en", "2020-02-13"),
        ("13/2/2020", "en", "2020-02-13"),
    ],
)
def test_dates_as_documents_write_them(written, language, iso):
    assert iso_date(written, language) == iso


@pytest.mark.parametrize(
    "written",
    [
        "31.02.2020",
        "2020-13-01",
        "2020-02-30",
        "yesterday",
        "2 days ago",
        "12 February",
        "3/4/2020",
        "soon",
        "",
        "9999",
        "0001-01-01",
        "17",
    ],
)
def test_what_makes_no_sense_is_none(written):
    assert iso_date(written, "en") is None


@settings(derandomize=True, deadline=None, max_examples=60)
@given(st.text("0123456789-/.: TZ+февралґ", max_size=20))
def test_anything_is_a_date_or_none(written):
    found = iso_date(written, "uk")
    assert found is None or found[:4].isdigit()


def test_a_date_that_makes_no_sense_leaves_the_report_and_says_so(take, tmp_path):
    (tmp_path / "a.txt").write_text(
        "Title: X\nDate: 31.02.2020\n\nTwo people were killed in the village, residents said.\n"
    )
    report, line = take(tmp_path / "a.txt").items
    assert report.published is None
    assert line.problem == "published date '31.02.2020' makes no sense; left empty"
