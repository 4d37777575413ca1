-- originals(incident, report_id, original_id): a copy of a copy is a copy of the first. Run until nothing changes.
SELECT originals.incident, originals.report_id, coalesce(further.original_id, originals.original_id) AS original_id
FROM originals
LEFT JOIN originals AS further
    ON further.incident = originals.incident AND further.report_id = originals.original_id
