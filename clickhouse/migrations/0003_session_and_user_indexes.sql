-- Questions about a session or a user are answered from the facts. Both have few messages: without these every fact is read.
ALTER TABLE message_facts ADD INDEX IF NOT EXISTS session_names session_id TYPE bloom_filter(0.01) GRANULARITY 1;
ALTER TABLE message_facts ADD INDEX IF NOT EXISTS user_names user_external_id TYPE bloom_filter(0.01) GRANULARITY 1;
ALTER TABLE message_facts MATERIALIZE INDEX session_names;
ALTER TABLE message_facts MATERIALIZE INDEX user_names;
