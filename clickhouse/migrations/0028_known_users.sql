-- Every user of the application, once: whom a message names, or who was identified. Written by ClickHouse with the facts and the properties, so
-- that all users are counted without reading what they did. A user whom nothing names any more stays until a sweep: `recorded_at`, the last time
-- that anything named the user, keeps it from those who have just come back.
CREATE TABLE IF NOT EXISTS known_users
(
    workspace_id UUID,
    user_id      String CODEC(ZSTD(1)),
    recorded_at  SimpleAggregateFunction(max, DateTime('UTC')) CODEC(ZSTD(1))
)
ENGINE = AggregatingMergeTree
ORDER BY (workspace_id, user_id)
SETTINGS fsync_after_insert = 1, merge_selector_base = 20;

CREATE MATERIALIZED VIEW IF NOT EXISTS known_users_of_facts TO known_users AS
SELECT workspace_id, user_external_id AS user_id, max(now('UTC')) AS recorded_at
FROM message_facts
WHERE user_external_id != '' AND NOT is_deleted
GROUP BY workspace_id, user_external_id;

CREATE MATERIALIZED VIEW IF NOT EXISTS known_users_of_properties TO known_users AS
SELECT workspace_id, user_id, max(now('UTC')) AS recorded_at
FROM user_properties
WHERE name = ''
GROUP BY workspace_id, user_id;

INSERT INTO known_users SELECT workspace_id, user_external_id, now('UTC') FROM message_facts WHERE user_external_id != '' AND NOT is_deleted;

INSERT INTO known_users SELECT workspace_id, user_id, now('UTC') FROM user_properties WHERE name = '';
