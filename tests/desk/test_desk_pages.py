"""Pages show what the case holds, in the words of the case."""

import time

import pytest

from sayso import Case
from sayso.desk import create_app


def test_an_empty_case_invites_reports(tmp_path, browser_of):
    page = browser_of(create_app(Case(tmp_path / "new"))).get("/").text
    assert "This case holds no reports yet" in page


def test_the_list_finds_filters_and_orders(guest, still):
    page = guest.get("/").text
    assert page.count('class="row"') == len(still.state.workroom.live.now().incidents)
    assert guest.get("/", params={"status": "contested"}).text.count('class="row"') == sum(
        any(status == "contested" for status, _ in still.state.workroom.live.summary(one).statuses)
        for one in still.state.workroom.live.now().incidents
    )
    for order in ("day", "contested", "doubt"):
        assert guest.get("/", params={"order": order}).status_code == 200
    assert guest.get("/", params={"since": "2020-08-01"}).text.count('class="row"') == 1
    assert guest.get("/", params={"language": "tr", "until": "2020-02-14"}).text.count('class="row"') == 1
    assert "No incident fits" in guest.get("/", params={"query": "xylophone"}).text


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("civilian", True),
        ("civil", True),
        ("ЦИВІЛЬН", True),
        ("مدني", True),
        ("civilian sana", True),
        ("NEAR(civil* OR", False),
        ("civilian zebra", False),
        ('"', False),
        ("* ' --", False),
        ("nothing:civilian", False),
    ],
)
def test_search_finds_words_and_beginnings_in_any_script(guest, query, found):
    page = guest.get("/", params={"query": query})
    assert page.status_code == 200
    assert ('class="row"' in page.text) is found


def test_an_incident_shows_what_its_dossier_shows(ada, live):
    incident = live.now().incidents[0]
    page = ada.get(f"/incidents/{incident.id}").text
    dossier = live.dossier(incident)
    for finding in dossier.findings:
        assert finding.label in page
    assert page.count('class="text"') == len(dossier.reports)
    assert ada.get(f"/incidents/{incident.id}/dossier.html").text == Case(live.case.folder).page(incident.id)


@pytest.mark.parametrize("name", ["jsonl", "csv", "geojson", "schema.org"])
def test_an_incident_can_be_kept_in_other_formats(guest, still, name):
    incident = still.state.workroom.live.now().incidents[0]
    reply = guest.get(f"/incidents/{incident.id}/export/{name}")
    assert reply.status_code == 200
    assert "attachment" in reply.headers["content-disposition"]
    assert len(reply.content) > 500


def test_every_claim_and_report_has_its_page(guest, still):
    incident = still.state.workroom.live.now().incidents[0]
    dossier = still.state.workroom.live.dossier(incident)
    for claim in dossier.claims[::9]:
        page = guest.get(f"/claims/{claim.id}").text
        assert 'id="here"' in page
        assert f'data-start="{claim.span.start}"' in page
    for report in dossier.reports[::5]:
        assert guest.get(f"/reports/{report.id}").status_code == 200


def test_the_queue_explains_its_order_and_forgets_what_i_judged(ada, ben, live):
    first = live.now().incidents[0]
    doubts = live.summary(first).doubts
    assert [doubt.rank for doubt in doubts] == sorted((doubt.rank for doubt in doubts), reverse=True)
    assert all(doubt.why for doubt in doubts)
    top = next(doubt for doubt in doubts if doubt.kind == "claim")
    assert top.subject in ada.get("/review").text
    ada.decide("accept", top.subject)
    assert f'data-claim-id="{top.subject}"' not in ada.get("/review").text
    ben.post("/sign-in")
    assert f'data-claim-id="{top.subject}"' in ben.get("/review").text


def test_what_the_queue_says_would_change_does_change(ada, live):
    incident, doubt = next(
        (incident, one)
        for incident in live.now().incidents
        for one in live.summary(incident).doubts
        if "contested no longer" in one.why[0] and "carry it" not in one.why[0]
    )
    before = {finding.label: finding.status for finding in live.dossier(incident).findings}
    assert before[doubt.finding] == "contested"
    ada.decide("reject", doubt.subject)
    after = {finding.label: finding.status for finding in live.dossier(incident).findings}
    assert after.get(doubt.finding) != "contested"


def test_the_log_tells_who_when_and_why_and_groups_one_click(ada, live):
    first, second = live.now().incidents[:2]
    ada.post(f"/incidents/{first.id}/merge", other=second.id, note="The same morning")
    page = ada.get("/log").text
    assert "The same morning" in page
    assert "4 Mar 2026, 05:06" in page
    assert page.count("data-row") == 1
    assert ada.get("/log", params={"who": "Nobody"}).text.count("data-row") == 0


def test_a_pasted_text_and_a_file_are_read_with_progress(tmp_path, browser_of):
    app = create_app(Case(tmp_path / "new"))
    ada = browser_of(app, "Ada")
    text = "Two civilians were killed by a drone near Lyman on 3 March 2024, the regional governor said on Telegram."
    page = ada.post("/add/text", text=text, outlet="Example Post", published="2024-03-03")
    assert page.url.path == "/add/1"
    files = [
        ("files", ("../b.txt", b"A drone hit a car near Lyman on 3 March 2024, killing two civilians, police said."))
    ]
    files.append(("files", ("c.bin", bytes(range(256)) * 9)))
    assert ada.client.post("/add/files", data={"csrf": ada.csrf}, files=files).url.path == "/add/2"
    until = time.monotonic() + 60
    while "Reading" in ada.get("/add/2").text and time.monotonic() < until:
        time.sleep(0.1)
    assert "1 new report with " in ada.get("/add/1").text
    assert "could not be read" in ada.get("/add/2").text
    live = app.state.workroom.live
    assert {report.origin_file for report in live.now().reports.values()} == {"pasted.jsonl", "b.txt"}
    assert "Lyman" in ada.get("/").text
    assert ada.post("/add/text", text=" ").status_code == 422
    assert ada.post("/add/url", urls="file:///etc/passwd").status_code == 422
