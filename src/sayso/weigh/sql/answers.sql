-- answers(asked, class, answer, origins, deniers, unknown, current, earlier): the distinct answers to each question,
-- with the known origins behind each in order of first report.
WITH origins AS (
    SELECT asked, class, answer, origin_id, known, denied, min(rank) AS rank
    FROM standing
    WHERE NOT earlier
    GROUP BY ALL
),
behind AS (
    SELECT asked, class, answer,
        list(origin_id ORDER BY rank, origin_id) FILTER (WHERE known AND NOT denied) AS origins,
        list(origin_id ORDER BY rank, origin_id) FILTER (WHERE known AND denied) AS deniers,
        list(origin_id ORDER BY rank, origin_id) FILTER (WHERE NOT known AND NOT denied) AS unknown
    FROM origins
    GROUP BY ALL
),
claims AS (
    SELECT asked, class, answer,
        list(claim_id ORDER BY rank, place, claim_id) FILTER (WHERE NOT earlier) AS current,
        list(claim_id ORDER BY rank, place, claim_id) FILTER (WHERE earlier) AS earlier
    FROM standing
    GROUP BY ALL
)
SELECT claims.asked, claims.class, claims.answer,
    coalesce(behind.origins, []) AS origins,
    coalesce(behind.deniers, []) AS deniers,
    coalesce(behind.unknown, []) AS unknown,
    coalesce(claims.current, []) AS current,
    coalesce(claims.earlier, []) AS earlier
FROM claims
LEFT JOIN behind ON behind.asked = claims.asked AND behind.class = claims.class AND behind.answer = claims.answer
ORDER BY claims.asked, len(origins) DESC, len(current) DESC, claims.class, claims.answer
