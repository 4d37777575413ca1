-- first_given(asked, class, origin_id, answer, moment): when each origin first gave each answer; an answer that is
-- only in undated reports has no moment.
SELECT asked, class, origin_id, answer, min(moment) FILTER (WHERE dated) AS moment
FROM told
WHERE revisable AND NOT denied
GROUP BY ALL
