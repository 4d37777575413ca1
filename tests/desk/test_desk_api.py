"""The API keeps what its OpenAPI document promises, whatever it is sent."""

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis import checks

from sayso import Case
from sayso.desk import create_app
from sayso.desk.options import Options

TOKEN = "0123456789abcdef"  # noqa: S105  # made up


@pytest.fixture(name="api", scope="module")
def _api(example, tmp_path_factory):
    import shutil

    folder = shutil.copytree(example, tmp_path_factory.mktemp("api") / "case")
    app = create_app(Case(folder), Options(token=TOKEN, hosts=("testserver",)))
    app.state.workroom.settle()
    return schemathesis.openapi.from_asgi("/api/openapi.json", app)


def test_the_api_keeps_its_promises(api):
    operations = [found.ok() for found in api.get_all_operations()]
    assert len(operations) > 10
    for operation in operations:

        @settings(max_examples=12, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
        @given(case=operation.as_strategy())
        def keeps(case):
            case.call_and_validate(
                headers={"Authorization": f"Bearer {TOKEN}"},
                excluded_checks=[checks.CHECKS.get_one("positive_data_acceptance")],
            )

        keeps()


def test_the_api_tells_what_the_pages_tell(guest, still):
    lines = guest.get("/api/incidents").json()
    assert lines["total"] == len(still.state.workroom.live.now().incidents)
    incident = guest.get(f"/api/incidents/{lines['incidents'][0]['id']}").json()
    dossier = still.state.workroom.live.dossier(still.state.workroom.live.incident(incident["id"]))
    assert [finding["status"] for finding in incident["findings"]] == [f.status for f in dossier.findings]
    claim = guest.get(f"/api/claims/{incident['claims'][0]}").json()
    report = guest.get(f"/api/reports/{claim['report']}").json()
    assert report["text"][claim["start"] : claim["end"]] == claim["quote"]
    assert claim["attribution"]
    review = guest.get("/api/review?limit=5").json()
    assert len(review["items"]) == 5


def test_a_decision_by_the_api_is_stored_and_undone(ada, live):
    headers = {"X-CSRF-Token": ada.get("/api/session").json()["csrf"]}
    claim = live.dossier(live.now().incidents[0]).findings[0].answers[0].claim_ids[0]
    body = {"verdict": "reject", "subject": claim, "reviewer": "Ada", "note": "no"}
    stored = ada.client.post("/api/decisions", json=body, headers=headers).json()
    assert stored["decision"]["in_force"] is True
    assert ada.get(f"/api/claims/{claim}").json()["decisions"] == [stored["decision"]]
    undo = f"/api/decisions/{stored['decision']['id']}/undo"
    assert ada.client.post(undo, json={"reviewer": "Ada"}, headers=headers).status_code == 201
    assert ada.client.post(undo, json={"reviewer": "Ada"}, headers=headers).status_code == 404
    assert [one["in_force"] for one in ada.get("/api/decisions").json()["decisions"]] == [False, False]
