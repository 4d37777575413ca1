import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.errors import IntakeError
from sayso.intake.decode import decode

RU = "По данным агентства, не менее двух человек погибли при ударе, объявил представитель министерства."
UK = "За даними агентства, щонайменше двоє людей загинули під час удару, її підтвердив речник міністерства."
AR = "قالت وكالة الأنباء إن شخصين على الأقل قتلا في الغارة التي استهدفت القرية صباح اليوم، وأصيب آخرون بجروح."
TR = "Ajansın haberine göre saldırıda en az iki kişi öldü, çok sayıda kişi yaralandı; açıklama bakanlıktan geldi."
DE = "Nach Angaben der Behörden wurden zwei Menschen getötet, fünf weitere müssen im Krankenhaus überwacht werden."
PL = "Według agencji w ataku zginęły co najmniej dwie osoby, a źródła mówią o większej liczbie rannych żołnierzy."
HE = "לפי הסוכנות, לפחות שני בני אדם נהרגו בתקיפה בכפר, ודובר הצבא מסר כי הדיווחים נבדקים."


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (RU, "cp1251"),
        (RU, "koi8_r"),
        (RU, "cp866"),
        (UK, "cp1251"),
        (UK, "koi8_u"),
        (AR, "cp1256"),
        (AR, "iso8859_6"),
        (TR, "cp1254"),
        (DE, "cp1252"),
        (PL, "cp1250"),
        (PL, "iso8859_2"),
        (HE, "cp1255"),
    ],
)
def test_older_code_pages_are_told(text, encoding):
    data = text.encode(encoding, errors="ignore")
    assert decode(data, "x").text == data.decode(encoding)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", [RU, AR, DE])
def test_utf16_is_told_with_and_without_its_mark(text, encoding):
    assert decode(text.encode(encoding), "x").text == text
    assert decode(("\ufeff" + text).encode(encoding), "x").text == text


def test_the_declared_encoding_is_believed_unless_it_is_utf8_in_truth():
    short = "Камішлі".encode("cp1251")
    assert decode(short, "x", "windows-1251").text == "Камішлі"
    assert decode(UK.encode(), "x", "windows-1251").text == UK
    assert decode(UK.encode(), "x", "no-such-encoding").text == UK


def test_a_few_broken_bytes_are_shown_and_counted():
    data = (UK * 3).encode()
    decoded = decode(data.replace(b" ", b" \xff", 1) + b"\xd0", "x")
    assert decoded.broken == 2
    assert decoded.encoding == "utf-8"
    assert decoded.text.replace("\ufffd", "") == UK * 3


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7\n...",
        b"PK\x03\x04rest",
        b"\x89PNG\r\n",
        b"text\x00more",
        bytes(range(256)) * 20,
        b"\x01\x02\x03\x04",
        b"{\\rtf1 words}",
    ],
)
def test_what_is_not_text_is_refused(data):
    with pytest.raises(IntakeError, match="not text"):
        decode(data, "x")


@settings(derandomize=True, deadline=None, max_examples=150)
@given(st.binary(max_size=400))
def test_any_bytes_are_decoded_or_refused(data):
    try:
        text = decode(data, "x").text
    except IntakeError:
        return
    assert isinstance(text, str)


@settings(derandomize=True, max_examples=100)
@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_utf8_comes_out_as_it_is(text):
    assert decode(text.encode(), "x").text == text.removeprefix("\ufeff")
