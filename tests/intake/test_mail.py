"""Letters and mailboxes."""

from email.message import EmailMessage

WORDS = "Two people were killed near Qamishli on Wednesday, doctors said."


def letter(words=WORDS, subject="Заява про удар", **fields):
    made = EmailMessage()
    made["From"], made["Subject"] = fields.get("sender", "Press Office <press@e.example>"), subject
    made["Date"], made["Message-ID"] = "Wed, 12 Feb 2020 10:00:00 +0200", fields.get("key", "<1@e.example>")
    made.set_content(words, subtype=fields.get("kind", "plain"))
    return made


def test_a_letter_is_a_report(take, tmp_path):
    (tmp_path / "a.eml").write_bytes(letter().as_bytes())
    [report] = take(tmp_path / "a.eml").items
    assert (report.text.strip(), report.title, report.outlet) == (WORDS, "Заява про удар", "Press Office")
    assert (report.published, report.key) == ("2020-02-12T10:00:00+02:00", "<1@e.example>")


def test_plain_words_go_before_html_and_html_loses_its_tags(take, tmp_path):
    both = letter()
    both.add_alternative("<p>other</p>", subtype="html")
    (tmp_path / "a.eml").write_bytes(both.as_bytes())
    page = f"<style>p {{}}</style><p>{WORDS}</p><script>x()</script><p>More.</p>"
    (tmp_path / "b.eml").write_bytes(letter(page, kind="html").as_bytes())
    teaser = letter("See the HTML part.")
    teaser.add_alternative(f"<p>{WORDS}</p>" * 20, subtype="html")
    (tmp_path / "c.eml").write_bytes(teaser.as_bytes())
    first, second, third = take(tmp_path).reports
    assert (first.text.strip(), second.text) == (WORDS, f"{WORDS}\nMore.")
    assert third.text.startswith(WORDS)


def test_what_is_attached_is_read_under_its_bare_name(take, tmp_path):
    made = letter("Please see the statement that is attached to this letter.")
    made.add_attachment(f"Title: Note\n\n{WORDS}".encode(), maintype="text", subtype="plain", filename="../../a.txt")
    made.add_attachment(letter("A letter in a letter, about the strike near Qamishli."))
    (tmp_path / "a.eml").write_bytes(made.as_bytes())
    taken = take(tmp_path / "a.eml")
    assert [(report.title, report.origin_file) for report in taken.reports][:2] == [
        ("Заява про удар", "a.eml"),
        ("Note", "a.txt"),
    ]


def test_a_mailbox_with_a_line_that_looks_like_the_next_letter(take, tmp_path):
    first = letter(f"{WORDS}\n\nFrom the village, residents fled.").as_bytes().replace(b"\nFrom the", b"\n>From the")
    second = letter(key="<2@e.example>", subject="Second").as_bytes()
    line = b"From press@e.example Wed Feb 12 10:00:00 2020\n"
    (tmp_path / "a.mbox").write_bytes(line + first + b"\n" + line + second + b"\n")
    taken = take(tmp_path / "a.mbox")
    assert [report.key for report in taken.reports] == ["<1@e.example>", "<2@e.example>"]
    assert "\nFrom the village" in taken.reports[0].text
    assert not taken.rejected


def test_a_letter_that_is_too_long_costs_no_other(take, tmp_path):
    line = b"From press@e.example Wed Feb 12 10:00:00 2020\n"
    parts = [letter(WORDS * 400).as_bytes(), letter(key="<2@e.example>").as_bytes()]
    (tmp_path / "a.mbox").write_bytes(b"".join(line + part + b"\n" for part in parts))
    taken = take(tmp_path / "a.mbox", max_bytes=5000)
    assert [report.key for report in taken.reports] == ["<2@e.example>"]
    assert [line.subject.rpartition(", ")[2] for line in taken.rejected] == ["letter 1"]


def test_words_in_an_older_encoding(take, tmp_path):
    text = "Щонайменше двоє людей загинули під час удару біля Камішлі, повідомляє агентство."
    head = (
        b"From: a@e.example\nSubject: x\nContent-Transfer-Encoding: 8bit\n"
        b"Content-Type: text/plain; charset=windows-1251\n\n"
    )
    (tmp_path / "a.eml").write_bytes(head + text.encode("cp1251"))
    assert [report.text for report in take(tmp_path / "a.eml").reports] == [text]


def test_a_letter_without_words_and_no_letter(take, tmp_path):
    (tmp_path / "a.eml").write_bytes(letter("\n").as_bytes())
    (tmp_path / "b.mbox").write_bytes(b"From x y 2020\nA: b\n\n" + b"\0\1\2" * 20)
    assert take(tmp_path).items[0].problem == "is a letter without words"


def test_a_text_that_begins_like_a_letter_stays_one(take, tmp_path):
    (tmp_path / "a.txt").write_text(f"Title: T\nDate: 2020-02-12\n\n{WORDS}")
    [report] = take(tmp_path / "a.txt").items
    assert (report.title, report.published) == ("T", "2020-02-12")


def test_deeply_nested_parts_come_to_an_end(take, tmp_path):
    made = letter()
    for _ in range(60):
        outer = EmailMessage()
        outer["From"], outer["Subject"] = "a@e.example", "x"
        outer.add_attachment(made)
        made = outer
    (tmp_path / "a.eml").write_bytes(made.as_bytes())
    assert take(tmp_path / "a.eml").items
