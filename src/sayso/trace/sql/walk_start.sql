-- walk(incident, claim_id, at, path, cut): every claim stands at itself.
SELECT incident, claim_id, claim_id AS at, [claim_id] AS path, false AS cut
FROM tellings
