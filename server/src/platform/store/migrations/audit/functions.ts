import { maskedValue, maskFunctions } from './secrets.ts';

/** Of a statement that changes more rows, one entry is written, with their number and the first ones. */
const mostEntries = 20;
/** Characters of one value in an entry. */
const maxValueLength = 4_000;
/** The chain of entries without a workspace. */
export const installationChain = '00000000-0000-0000-0000-000000000000';

/**
 * The text of an entry over which its seal is made, in SQL: each column in a form that no setting of a session changes. `verifyAudit` uses
 * the same expression, and not the function in the database, which might have been replaced.
 */
export const entryText = (entry: string): string =>
  `jsonb_build_array(${[
    `${entry}.id::text`,
    `${entry}.workspace_id`,
    `(extract(epoch FROM ${entry}.at) * 1000)::bigint`,
    ...['actor_kind', 'change', 'outcome'].map((column) => `${entry}.${column}::text`),
    ...['actor_id', 'actor_name', 'key_id', 'address', 'user_agent', 'request_id', 'action', 'target_type', 'target_id', 'target_name'].map(
      (column) => `${entry}.${column}`,
    ),
    ...['before', 'after', 'permission', 'reason', 'count', 'is_private'].map((column) => `${entry}.${column}`),
  ].join(', ')})::text`;

/**
 * Each runs with the rights of the owner of the tables, so that the server's own role may write entries in no other way. They see all
 * workspaces for as long as they run (the setting of the walls), and put the setting back.
 */
const asOwner = `LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET timezone = 'UTC'`;
const seeAll = `seen text := coalesce(current_setting('ftl.workspace', true), '');`;
const openWalls = `PERFORM set_config('ftl.workspace', 'all', true);`;
const closeWalls = `PERFORM set_config('ftl.workspace', seen, true);`;

/** The functions of the audit trail, in an order in which they may be made. */
export const auditFunctions: readonly string[] = [
  ...maskFunctions,

  // One entry. `entry` has the columns that differ from one entry to the next.
  `CREATE OR REPLACE FUNCTION audit_write(workspace uuid, actor jsonb, entry jsonb) RETURNS bigint ${asOwner} AS $$
DECLARE
  written bigint;
BEGIN
  INSERT INTO audit_entries (workspace_id, actor_kind, actor_id, actor_name, key_id, address, user_agent, request_id, action, change,
    target_type, target_id, target_name, outcome, before, after, permission, reason, count, is_private)
  VALUES (workspace, coalesce(actor->>'kind', 'SYSTEM')::"AuditActorKind", actor->>'id',
    coalesce(actor->>'name', (SELECT name FROM api_keys WHERE actor->>'kind' = 'KEY' AND id = (actor->>'keyId')::uuid)),
    (actor->>'keyId')::uuid, actor->>'address', actor->>'userAgent', actor->>'requestId',
    coalesce(entry->>'action', actor->>'action', 'system'), (entry->>'change')::"AuditChange",
    entry->>'targetType', entry->>'targetId', entry->>'targetName', coalesce(entry->>'outcome', 'DONE')::"AuditOutcome",
    nullif(entry->'before', 'null'), nullif(entry->'after', 'null'), entry->>'permission', entry->>'reason',
    coalesce((entry->>'count')::int, 1), coalesce((entry->>'isPrivate')::boolean, false))
  RETURNING id INTO written;
  RETURN written;
END $$`,

  `CREATE OR REPLACE FUNCTION audit_key(rule jsonb, shown jsonb) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT string_agg(shown->>part, ':' ORDER BY place) FROM jsonb_array_elements_text(rule->'key') WITH ORDINALITY AS parts (part, place)
$$`,

  // A value with the lists under these names replaced by how long they are.
  `CREATE OR REPLACE FUNCTION audit_count(names jsonb, value jsonb) RETURNS jsonb LANGUAGE plpgsql IMMUTABLE SET search_path = public, pg_temp AS $$
BEGIN
  IF names IS NULL OR names = '[]' THEN RETURN value; END IF;
  RETURN CASE jsonb_typeof(value)
    WHEN 'object' THEN (
      SELECT coalesce(jsonb_object_agg(field, CASE WHEN names ? field AND jsonb_typeof(part) = 'array'
        THEN to_jsonb('${maskedValue} (' || jsonb_array_length(part) || ')') ELSE audit_count(names, part) END), '{}')
      FROM jsonb_each(value) AS parts (field, part))
    WHEN 'array' THEN (
      SELECT coalesce(jsonb_agg(audit_count(names, part) ORDER BY place), '[]')
      FROM jsonb_array_elements(value) WITH ORDINALITY AS parts (part, place))
    ELSE value END;
END $$`,

  `CREATE OR REPLACE FUNCTION audit_value(rule jsonb, field text, value jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE
    WHEN value IS NULL OR value = 'null' THEN value
    WHEN rule->'secrets' ? field OR audit_is_secret(field, value) THEN to_jsonb('${maskedValue}'::text)
    ELSE (
      SELECT CASE WHEN length(masked #>> '{}') > ${maxValueLength} THEN to_jsonb(left(masked #>> '{}', ${maxValueLength}) || '…') ELSE masked END
      FROM (SELECT audit_mask(CASE jsonb_typeof(value) WHEN 'string' THEN to_jsonb(left(value #>> '{}', ${2 * maxValueLength}))
        ELSE audit_count(rule->'counted', value) END)
        AS masked OFFSET 0) AS shown) END
$$`,

  // The rows of one statement. Each pair has 'before', 'after' or both. Of many rows only the first ones are looked at field by field.
  `CREATE OR REPLACE FUNCTION audit_rows(rule jsonb, actor jsonb, change text, pairs jsonb[]) RETURNS void ${asOwner} AS $$
DECLARE
  unrecorded text[] := ARRAY(
    SELECT field FROM jsonb_object_keys(coalesce(pairs[1]->'after', pairs[1]->'before')) AS field
    WHERE rule->'ignored' ? field OR (rule->'only' <> 'null' AND NOT rule->'only' ? field));
  found record;
BEGIN
  FOR found IN
    WITH rows AS (
      SELECT place, (pair->'before') - unrecorded AS before, (pair->'after') - unrecorded AS after, coalesce(pair->'after', pair->'before') AS shown
      FROM unnest(pairs) WITH ORDINALITY AS given (pair, place)
    ), changed AS (
      SELECT *, (shown->>(rule->>'workspace'))::uuid AS workspace FROM rows WHERE change <> 'CHANGED' OR before <> after
    ), counted AS (
      SELECT *, count(*) OVER (PARTITION BY workspace) AS total, row_number() OVER (PARTITION BY workspace ORDER BY place) AS number FROM changed
    ), detailed AS (
      SELECT place, workspace, total, audit_key(rule, shown) AS target, coalesce(shown->>(rule->>'name'),
        (SELECT email FROM people WHERE people.id = (shown->>(rule->>'person'))::uuid),
        -- The person is gone, and what was theirs goes with the account: as the trail named it last.
        (SELECT earlier.target_name FROM audit_entries AS earlier
          WHERE rule->>'person' IS NOT NULL AND earlier.workspace_id = workspace AND earlier.target_type = rule->>'type'
            AND earlier.target_id = audit_key(rule, shown) AND earlier.target_name IS NOT NULL
          ORDER BY earlier.id DESC LIMIT 1)) AS name, differing.old, differing.new
      FROM counted, LATERAL (
        SELECT jsonb_object_agg(field, audit_value(rule, field, before->field)) FILTER (WHERE before ? field) AS old,
          jsonb_object_agg(field, audit_value(rule, field, after->field)) FILTER (WHERE after ? field) AS new
        FROM jsonb_object_keys(coalesce(after, before)) AS field
        WHERE coalesce(before->field, 'null') <> coalesce(after->field, 'null')
      ) AS differing WHERE number <= ${mostEntries}
    )
    SELECT workspace, target, name, old, new, 1 AS total, place FROM detailed WHERE total <= ${mostEntries}
    UNION ALL
    SELECT workspace, NULL, NULL, NULL, jsonb_build_object('rows', jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
      'id', target, 'name', name, 'before', old, 'after', new)) ORDER BY place)), max(total)::int, min(place)
    FROM detailed WHERE total > ${mostEntries} GROUP BY workspace
    ORDER BY place
  LOOP
    PERFORM audit_write(found.workspace, actor, jsonb_build_object('change', change, 'targetType', rule->>'type', 'targetId', found.target,
      'targetName', left(audit_mask_text(found.name), 300), 'before', found.old, 'after', found.new, 'count', found.total, 'isPrivate', rule->'isPrivate'));
  END LOOP;
END $$`,

  // After a statement on a declared table; its argument is the declaration.
  `CREATE OR REPLACE FUNCTION audit_change() RETURNS trigger ${asOwner} AS $$
DECLARE
  rule jsonb := TG_ARGV[0]::jsonb;
  actor jsonb := nullif(current_setting('ftl.actor', true), '')::jsonb;
  ${seeAll}
BEGIN
  ${openWalls}
  IF TG_OP = 'INSERT' THEN
    PERFORM audit_rows(rule, actor, 'CREATED', ARRAY(SELECT jsonb_build_object('after', to_jsonb(new_rows)) FROM new_rows));
  ELSIF TG_OP = 'DELETE' THEN
    PERFORM audit_rows(rule, actor, 'DELETED', ARRAY(SELECT jsonb_build_object('before', to_jsonb(old_rows)) FROM old_rows));
  ELSE
    PERFORM audit_rows(rule, actor, 'CHANGED', ARRAY(
      SELECT jsonb_build_object('before', earlier.shown, 'after', later.shown)
      FROM (SELECT to_jsonb(old_rows) AS shown, audit_key(rule, to_jsonb(old_rows)) AS target FROM old_rows) AS earlier
      JOIN (SELECT to_jsonb(new_rows) AS shown, audit_key(rule, to_jsonb(new_rows)) AS target FROM new_rows) AS later USING (target)));
  END IF;
  ${closeWalls}
  RETURN NULL;
END $$`,

  // What no row shows: signing in, downloads, refused attempts, deletions in the other store. \`event\` may name its actor.
  `CREATE OR REPLACE FUNCTION audit_event(workspace uuid, event jsonb) RETURNS void ${asOwner} AS $$
DECLARE
  ${seeAll}
BEGIN
  ${openWalls}
  PERFORM audit_write(workspace, coalesce(nullif(event->'actor', 'null'), nullif(current_setting('ftl.actor', true), '')::jsonb),
    (SELECT coalesce(jsonb_object_agg(field, CASE WHEN field IN ('before', 'after', 'targetName') THEN audit_mask(part) ELSE part END), '{}')
      FROM jsonb_each(event - 'actor') AS parts (field, part)));
  ${closeWalls}
END $$`,

  // At the commit, once for each entry: one transaction at a time continues the chain of a workspace.
  `CREATE OR REPLACE FUNCTION audit_seal() RETURNS trigger ${asOwner} AS $$
DECLARE
  chain uuid := coalesce(NEW.workspace_id, '${installationChain}');
  last record;
  ${seeAll}
BEGIN
  ${openWalls}
  PERFORM pg_advisory_xact_lock(hashtextextended('audit ' || chain, 0));
  SELECT position, hash INTO last FROM audit_seals WHERE workspace_id = chain ORDER BY position DESC LIMIT 1;
  INSERT INTO audit_seals (workspace_id, position, entry_id, previous, hash) VALUES (chain, coalesce(last.position, 0) + 1, NEW.id,
    coalesce(last.hash, ''), sha256(coalesce(last.hash, '') || convert_to(${entryText('NEW')}, 'UTF8')));
  ${closeWalls}
  RETURN NULL;
END $$`,

  `DROP FUNCTION IF EXISTS audit_forget(uuid, timestamptz)`,

  // The one way in which entries leave: the oldest ones of a workspace after their days, which leaves an entry, or all of a workspace that is
  // gone (days null). The newest seal stays where the workspace does, so that the chain goes on.
  `CREATE OR REPLACE FUNCTION audit_forget(workspace uuid, earlier timestamptz, days int) RETURNS bigint ${asOwner} AS $$
DECLARE
  chain uuid := coalesce(workspace, '${installationChain}');
  until bigint;
  gone bigint;
  ${seeAll}
BEGIN
  ${openWalls}
  IF days IS NULL AND (workspace IS NULL OR EXISTS (SELECT FROM workspaces WHERE id = workspace)) OR days < 1 THEN
    RAISE EXCEPTION 'Entries of the audit trail leave after their days, or with their workspace.' USING ERRCODE = 'insufficient_privilege';
  END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('audit ' || chain, 0));
  SELECT coalesce(min(position), (SELECT max(position) + 1 FROM audit_seals WHERE workspace_id = chain)) INTO until
  FROM audit_seals JOIN audit_entries ON id = entry_id WHERE audit_seals.workspace_id = chain AND at >= earlier;
  DELETE FROM audit_entries USING audit_seals WHERE id = entry_id AND audit_seals.workspace_id = chain AND position < until;
  GET DIAGNOSTICS gone = ROW_COUNT;
  DELETE FROM audit_seals WHERE workspace_id = chain AND position < until
    AND (days IS NULL OR position < (SELECT max(position) FROM audit_seals WHERE workspace_id = chain));
  IF gone > 0 AND days IS NOT NULL THEN
    PERFORM audit_write(workspace, nullif(current_setting('ftl.actor', true), '')::jsonb, jsonb_build_object('action', 'expireAuditEntries', 'isPrivate', true,
      'after', jsonb_build_object('entry_count', gone, 'days', days, 'earlier_than', earlier, 'last_position', until - 1)));
  END IF;
  ${closeWalls}
  RETURN gone;
END $$`,

  `CREATE OR REPLACE FUNCTION audit_keep() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  stack text;
BEGIN
  GET DIAGNOSTICS stack = PG_CONTEXT;
  IF TG_OP = 'DELETE' AND position('PL/pgSQL function audit_forget(' IN stack) > 0 THEN RETURN NULL; END IF;
  RAISE EXCEPTION 'The audit trail is append-only: % of % is refused.', TG_OP, TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$`,
];

/** Triggers of the trail's own tables, which fire whatever the session says of replication. */
export const trailTriggers: readonly string[] = [
  ...['audit_entries', 'audit_seals'].flatMap((table) => [
    `CREATE OR REPLACE TRIGGER audit_keep BEFORE UPDATE OR DELETE OR TRUNCATE ON ${table} FOR EACH STATEMENT EXECUTE FUNCTION audit_keep()`,
    `ALTER TABLE ${table} ENABLE ALWAYS TRIGGER audit_keep`,
  ]),
  `DROP TRIGGER IF EXISTS audit_seal ON audit_entries`,
  `CREATE CONSTRAINT TRIGGER audit_seal AFTER INSERT ON audit_entries DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit_seal()`,
  `ALTER TABLE audit_entries ENABLE ALWAYS TRIGGER audit_seal`,
];
