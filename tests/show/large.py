"""A dossier of any number of reports, grown from the one on Khirbet Ammu by other outlets that repeat it."""

from __future__ import annotations

import dataclasses
import itertools
from typing import TYPE_CHECKING

import khirbet_ammu

from sayso import ids

if TYPE_CHECKING:
    from sayso.model import Dossier


def large_dossier(number: int) -> Dossier:
    """Return a dossier of `number` reports, each from an outlet of its own, with its model's claims."""
    base = khirbet_ammu.dossier()
    reports, claims, chains = [], [], []
    names: dict[str, list[str]] = {}
    for n, model in enumerate(itertools.islice(itertools.cycle(base.reports), number)):
        outlet = model.outlet if n < len(base.reports) else f"{model.outlet} {n}"
        text = model.text + f"\n\n{outlet}\n" + "Дивіться також: інші новини регіону за цей день. " * 30
        digest = ids.sha256_hex(text.encode())
        report = dataclasses.replace(model, id=f"r-{digest[:16]}", text=text, sha256=digest, outlet=outlet)
        reports.append(report)
        for claim in base.claims:
            if claim.report_id != model.id:
                continue
            made = dataclasses.replace(claim, id=ids.content_id("c", {"of": claim.id, "n": n}), report_id=report.id)
            chain = next(chain for chain in base.chains if chain.claim_id == claim.id)
            links = (outlet, *chain.links[1:]) if len(chain.links) > 1 else chain.links
            claims.append(made)
            chains.append(dataclasses.replace(chain, claim_id=made.id, report_id=report.id, links=links))
            names.setdefault(claim.id, []).append(made.id)
    findings = tuple(
        dataclasses.replace(
            finding,
            answers=tuple(
                dataclasses.replace(
                    answer,
                    claim_ids=tuple(new for old in answer.claim_ids for new in names.get(old, ())),
                    earlier_claim_ids=tuple(new for old in answer.earlier_claim_ids for new in names.get(old, ())),
                )
                for answer in finding.answers
            ),
        )
        for finding in base.findings
    )
    return dataclasses.replace(
        base,
        reports=tuple(reports),
        claims=tuple(claims),
        chains=tuple(chains),
        findings=findings,
        mentions=(),
        copies=(),
    )
