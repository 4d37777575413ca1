"""Answers in the form that is asked for, about six of the bundled reports: what of them the rules confirm.

The answers were written by hand in that form; they measure what the checks let through, and no model.
"""

import json
from pathlib import Path

from sayso.read.llm.confirm import says

RECORDED = json.loads(Path(__file__).with_name("recorded.json").read_text(encoding="utf-8"))
# Of 27 proposals, this many are confirmed; docs/llm.md says so too.
CONFIRMED = 21


def test_most_of_an_honest_answer_is_confirmed_and_the_rest_has_a_reason(case_of, model, second_of, refused_in):
    case = case_of()
    by_name = {name: next(r for r in case.reports() if r.origin_file == f"{name}.txt") for name in RECORDED}
    for name, answer in RECORDED.items():
        model.answers(answer, by_name[name].text[-80:])
    summary = case.read_llm()
    assert summary.proposed == sum(map(len, RECORDED.values())) == 27
    reasons = [record["why"] for record in refused_in(case)]
    assert summary.proposed - summary.refused == CONFIRMED, "\n".join(reasons)
    assert all(reasons)
    claims = second_of(case)
    assert len(claims) == summary.claims
    texts = {report.id: report for report in case.reports()}
    for claim in claims:
        report = texts[claim.report_id]
        assert report.text[claim.span.start : claim.span.end] == claim.span.quote
        if claim.question not in {"initiator", "perpetrator"}:
            assert says(claim.span.quote, report.language, claim.question, claim.answer)
    own = {(c.report_id, c.question, c.answer, c.span) for c in case.claims()}
    assert [c for c in claims if (c.report_id, c.question, c.answer, c.span) not in own] == []
    assert summary.waiting == 0
