-- standing(told.*, earlier): every telling, and whether its origin has since given another figure or taken it back.
-- A copy that repeats an old figure late does not renew it: what counts is when the origin first gave each.
SELECT told.*,
    (told.old OR retracted.claim_id IS NOT NULL OR revised.claim_id IS NOT NULL) AS earlier
FROM told
LEFT JOIN (
    SELECT DISTINCT told.claim_id, told.asked
    FROM told
    JOIN first_given AS mine USING (asked, class, origin_id, answer)
    JOIN first_given AS later USING (asked, class, origin_id)
    WHERE told.revisable AND NOT told.denied AND (
        left(later.moment, 10) > left(mine.moment, 10)
        -- Within a day only clock times can say which came first.
        OR (contains(later.moment, 'T') AND contains(mine.moment, 'T') AND later.moment > mine.moment)
    )
) AS revised ON revised.claim_id = told.claim_id AND revised.asked = told.asked
LEFT JOIN (
    SELECT DISTINCT told.claim_id, told.asked
    FROM told
    JOIN retractions AS back USING (asked, class, origin_id, answer)
    WHERE back.moment >= told.moment
) AS retracted ON retracted.claim_id = told.claim_id AND retracted.asked = told.asked
