-- hops(incident, claim_id, next_id, why): the claim that each claim goes on to, if any.
-- A copied report's claim that names nobody to hold to it goes on to the same claim of the original ('copy').
-- A claim whose last voice is an outlet with a report of its own here goes on to that report's claim ('cites').
-- A claim whose last voice has it, by another report, from somebody who is known only through that voice goes on to
-- that claim ('names'): who passes an eyewitness on is not one more origin beside the eyewitness.
-- What a reviewer holds apart is not gone on to. Nothing leads from one incident to another.
WITH candidates AS (
    SELECT claim.incident, claim.claim_id, original.claim_id AS next_id, 'copy' AS why, original.bare AS worse,
        filing.rank, original.place, original.report_id
    FROM tellings AS claim
    JOIN originals ON originals.incident = claim.incident AND originals.report_id = claim.report_id
    JOIN tellings AS original
        ON original.incident = claim.incident AND original.report_id = originals.original_id
        AND original.answer = claim.answer
    JOIN filings AS filing ON filing.incident = claim.incident AND filing.report_id = original.report_id
    WHERE claim.loose
    UNION ALL
    SELECT claim.incident, claim.claim_id, cited.claim_id AS next_id, 'cites' AS why, cited.bare AS worse,
        filing.rank, cited.place, cited.report_id
    FROM tellings AS claim
    JOIN filings AS filing
        ON filing.incident = claim.incident AND filing.outlet = claim.last_source
        AND filing.report_id <> claim.report_id
    JOIN tellings AS cited
        ON cited.incident = claim.incident AND cited.report_id = filing.report_id AND cited.answer = claim.answer
    WHERE NOT claim.loose
    UNION ALL
    SELECT claim.incident, claim.claim_id, told.claim_id AS next_id, 'names' AS why, false AS worse,
        filing.rank, told.place, told.report_id
    FROM tellings AS claim
    JOIN tellings AS told
        ON told.incident = claim.incident AND told.passed_on = claim.last_source AND told.answer = claim.answer
    JOIN filings AS filing ON filing.incident = claim.incident AND filing.report_id = told.report_id
    WHERE NOT claim.loose AND claim.passed_on IS NULL
)
SELECT incident, claim_id, next_id, why
FROM candidates
ANTI JOIN parted USING (incident, claim_id, report_id)
QUALIFY row_number() OVER (PARTITION BY incident, claim_id ORDER BY why, worse, rank, place, next_id) = 1
