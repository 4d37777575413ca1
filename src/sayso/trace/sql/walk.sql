-- walk(incident, claim_id, at, path, cut): every claim one hop further on; `cut` where the hop would close a circle.
-- Run until nothing changes.
SELECT
    walk.incident,
    walk.claim_id,
    CASE WHEN hops.next_id IS NULL OR list_contains(walk.path, hops.next_id) THEN walk.at ELSE hops.next_id END AS at,
    CASE
        WHEN hops.next_id IS NULL OR list_contains(walk.path, hops.next_id) THEN walk.path
        ELSE list_append(walk.path, hops.next_id)
    END AS path,
    walk.cut OR coalesce(list_contains(walk.path, hops.next_id), false) AS cut
FROM walk
LEFT JOIN hops ON hops.incident = walk.incident AND hops.claim_id = walk.at
