"""Telegram Desktop's export: messages, forwards as credits, and no more memory for more messages."""

import io
import json
import tracemalloc

import pytest

from sayso.errors import IntakeError
from sayso.ids import sha256_hex
from sayso.intake.jsonparts import parts_of
from sayso.intake.telegram import text_of

WORDS = "Two people were killed near Qamishli on Wednesday, doctors said."


def message(number=2, text=WORDS, **fields):
    moment = {"date": "2020-02-12T12:00:00", "date_unixtime": "1581501600"}
    return {
        "id": number,
        "type": "message",
        **moment,
        "from": "War Watch",
        "text": text,
        "text_entities": [],
    } | fields


def export(path, *messages, **fields):
    chat = {"name": "War Watch", "type": "public_channel", "id": 123} | fields | {"messages": messages}
    path.write_text(json.dumps(chat, ensure_ascii=False, indent=1), encoding="utf-8")
    return path


def test_a_message_is_a_report_dated_in_utc_with_its_address(take, tmp_path):
    [report] = take(export(tmp_path / "result.json", message())).items
    assert (report.text, report.outlet, report.published) == (WORDS, "War Watch", "2020-02-12T10:00:00+00:00")
    assert (report.url, report.key, report.credits) == ("https://t.me/c/123/2", "2", ())


def test_its_hash_is_of_its_own_bytes(take, tmp_path):
    path = export(tmp_path / "result.json", message())
    raw = path.read_bytes()
    begin = raw.index(b"{", 1)
    end = raw.rindex(b"}", 0, raw.rindex(b"]")) + 1
    [report] = take(path).reports
    assert report.sha256 == sha256_hex(raw[begin:end])


def test_a_forward_credits_whom_it_is_from(take, tmp_path):
    [report] = take(export(tmp_path / "r.json", message(forwarded_from="SANA", forwarded_from_id="channel9"))).items
    assert (report.outlet, report.credits) == ("War Watch", ("SANA",))


def test_a_forward_is_a_link_of_the_chain(tmp_path):
    from sayso import Case

    case = Case(tmp_path / "case")
    case.read([export(tmp_path / "r.json", message(text="Two people were killed.", forwarded_from="SANA"))])
    [claim, *_] = [claim for claim in case.claims() if claim.question == "killed"]
    assert [(voice.source, voice.how) for voice in claim.voices] == [("SANA", "credit")]
    dossier = case.dossier(case.incidents()[0])
    assert any(chain.links[-1] == "SANA" for chain in dossier.chains if chain.claim_id == claim.id)


def test_text_in_pieces_and_captions(take, tmp_path):
    pieces = ["Two people were killed near ", {"type": "link", "text": "Qamishli", "href": "x"}, ", doctors said."]
    [report] = take(
        export(tmp_path / "r.json", message(text=pieces, photo="photos/1.jpg", reply_to_message_id=1))
    ).items
    assert report.text == "Two people were killed near Qamishli, doctors said."


def test_what_is_passed_over_is_one_line_for_all(take, tmp_path):
    services = [message(n, type="service", action="pin_message", text="") for n in range(3, 8)]
    taken = take(
        export(tmp_path / "r.json", message(), *services, message(9, "🙏"), message(10, edited_unixtime="1"))
    )
    assert [report.key for report in taken.reports] == ["2", "10"]
    assert [line.problem for line in taken.rejected] == [
        "passed over: 1 messages without words, 5 service messages",
        "1 messages were edited later; they have the date of posting and their last words",
    ]


@pytest.mark.parametrize(
    ("kind", "fields", "who"),
    [
        ("private_supergroup", {"from": "Member"}, ("Member", ())),
        ("personal_chat", {"from": "Member"}, ("Member", ())),
        ("saved_messages", {"from": "Me", "forwarded_from": "SANA"}, ("SANA", ())),
        ("saved_messages", {"from": "Me", "saved_from": "Channel", "forwarded_from": "SANA"}, ("Channel", ("SANA",))),
    ],
)
def test_who_publishes(take, tmp_path, kind, fields, who):
    [report] = take(export(tmp_path / "r.json", message(**fields), type=kind)).items
    assert (report.outlet, report.credits) == who


def test_a_whole_account_keeps_its_chats_apart(take, tmp_path):
    chats = [
        {"name": name, "type": "public_channel", "id": number, "messages": [message()]}
        for number, name in enumerate(("One", "Two"), start=1)
    ]
    whole = {"about": "x", "personal_information": {"first_name": "A"}, "chats": {"about": "y", "list": chats}}
    (tmp_path / "result.json").write_text(json.dumps(whole))
    reports = take(tmp_path / "result.json").reports
    assert [(report.outlet, report.url) for report in reports] == [
        ("One", "https://t.me/c/1/2"),
        ("Two", "https://t.me/c/2/2"),
    ]


def test_a_broken_message_costs_no_other(take, tmp_path):
    path = export(tmp_path / "r.json", message(1), message(2), message(3))
    path.write_bytes(path.read_bytes().replace(b'"id": 2,', b'"id": 2 oh,'))
    taken = take(path)
    assert [report.key for report in taken.reports] == ["1", "3"]
    assert [line.subject for line in taken.rejected] == [f"{path}, message 2"]


def test_a_cut_export_gives_what_came_before(take, tmp_path):
    path = export(tmp_path / "r.json", message(1), message(2), message(3))
    path.write_bytes(path.read_bytes()[:-120])
    taken = take(path)
    assert len(taken.reports) == 2
    assert [line.problem for line in taken.rejected] == ["is cut off or damaged after 2 records"]


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b'{"messages":[' + b'{"a":' * 100 + b"1" + b"}" * 100 + b"]}", "is nested too deeply from its beginning"),
        (b'{"messages":[{"text":"' + b"a" * 900_000, "has a field or gap larger than 1,000 bytes from its beginning"),
        (b'{"messages":[{"a":1]}', "is damaged: its brackets do not match from its beginning"),
        (b"x" * 900_000, "has a field or gap larger than 1,000 bytes from its beginning"),
    ],
)
def test_deep_or_endless_json_is_refused(data, problem):
    with pytest.raises(IntakeError) as caught:
        list(parts_of(io.BytesIO(data), "x", {"messages"}, 1000))
    assert caught.value.problem == problem


def test_an_object_that_is_too_long_is_skipped_alone():
    long = {"a": [{"b": "x" * 100}] * 9000}
    data = json.dumps({"messages": [{"id": 1}, long, {"id": 2}]}).encode()
    assert [part.raw for part in parts_of(io.BytesIO(data), "x", {"messages"}, 1000)] == [
        b'{"id": 1}',
        b"",
        b'{"id": 2}',
    ]


def test_more_messages_take_no_more_memory():
    def peak(count):
        row = json.dumps(message()).encode()
        stream = io.BytesIO(b'{"messages":[' + b",".join([row] * count) + b"]}")
        tracemalloc.start()
        assert sum(1 for _ in parts_of(stream, "x", {"messages"}, 20_000_000)) == count
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return peak

    assert peak(8_000) < peak(2_000) * 1.5


@pytest.mark.parametrize(
    ("written", "text"), [("a", "a"), (["a", {"text": "b"}, 3, {"x": 1}], "ab"), (None, ""), (5, "")]
)
def test_words_of_a_message(written, text):
    assert text_of(written) == text
