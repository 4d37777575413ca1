-- candidates(left_id, right_id): pairs worth scoring: a key in common (a place, a cell of the map, a rare name or word),
-- and days no further apart than the window where both have one. Each report keeps its `nearest` best partners, so that
-- an incident with thousands of reports stays linear.
WITH pairs AS (
    SELECT ours.report_id AS left_id, theirs.report_id AS right_id, sum(ours.worth) AS worth
    FROM keys AS ours
    JOIN keys AS theirs
        ON theirs.key = ours.key AND ours.report_id < theirs.report_id
        AND (ours.day IS NULL OR theirs.day IS NULL OR abs(ours.day - theirs.day) <= (SELECT window_days FROM limits))
    GROUP BY ALL
),
either AS (
    SELECT left_id AS report_id, left_id, right_id, worth FROM pairs
    UNION ALL
    SELECT right_id AS report_id, left_id, right_id, worth FROM pairs
),
best AS (
    SELECT left_id, right_id
    FROM either
    QUALIFY row_number() OVER (PARTITION BY report_id ORDER BY worth DESC, left_id, right_id) <= (SELECT nearest FROM limits)
)
SELECT DISTINCT left_id, right_id
FROM best
ORDER BY left_id, right_id
