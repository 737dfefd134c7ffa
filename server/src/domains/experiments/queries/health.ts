import { z } from 'zod';
import { defineQuery } from '../../../platform/store/query.ts';
import { int, raw, sql, string, strings, utc, uuid, type Sql } from '../../../platform/store/sql.ts';
import { answerUnit } from '../../metrics/load.ts';
import { exposedUnits, unitGiven, type PhaseQuery } from './results.ts';
import { segmentOf, type KnownUnits } from './segments.ts';

const number = z.coerce.number();
const mostValues = 20_000;

/** How many units of each variant were first exposed on a day (UTC), and by what. */
export const unitsByExposure = defineQuery({
  name: 'experiments.unitsByExposure',
  timeoutMs: 20_000,
  row: z.object({ dimension: z.enum(['DAY', 'SOURCE']), value: z.string(), variant: z.string(), n: number }),
  sql: (query: PhaseQuery) => sql`
    SELECT pair.1 AS dimension, pair.2 AS value, s.variant AS variant, count() AS n
    FROM (
      SELECT u.variant AS variant, arrayJoin([('DAY', toString(toDate(u.since, 'UTC'))), ('SOURCE', u.source)]) AS pair FROM (${exposedUnits(query)}) AS u
      WHERE u.variant != ''
    ) AS s
    GROUP BY dimension, value, variant ORDER BY n DESC LIMIT ${int(mostValues)}`,
});

/** How many units of each variant came with an attribute or of a client, by what their exposures say; a name of null: the client. */
export const unitsByDetail = defineQuery({
  name: 'experiments.unitsByDetail',
  timeoutMs: 20_000,
  row: z.object({ name: z.string().nullable(), value: z.string(), variant: z.string(), n: number }),
  sql: (query: PhaseQuery) => sql`
    SELECT nullIf(pair.1, '') AS name, pair.2 AS value, s.variant AS variant, count() AS n
    FROM (
      SELECT d.variant AS variant, arrayJoin(arrayPushFront(JSONExtractKeysAndValues(d.attributes, 'String'), ('', d.client))) AS pair
      FROM (
        SELECT u.unit AS unit, any(u.variant) AS variant, max(x.attributes) AS attributes, max(x.client) AS client
        FROM exposures AS x INNER JOIN (${exposedUnits(query)}) AS u ON u.unit = ${unitGiven(query, 'x.unit_id')}
        WHERE x.workspace_id = ${uuid(query.workspaceId)} AND x.experiment_id = ${uuid(query.experimentId)} AND x.phase = ${int(query.phase)}
          AND u.variant != ''
        GROUP BY u.unit
      ) AS d
    ) AS s
    WHERE pair.2 != '' GROUP BY name, value, variant ORDER BY n DESC LIMIT ${int(mostValues)}`,
});

/**
 * How many units of each variant have answers, by environment and channel of their first one, and by model of the last one before the first
 * exposure, which the variant could not choose. OUTCOME: what their answers since then came to.
 */
export const unitsByAnswers = defineQuery({
  name: 'experiments.unitsByAnswers',
  timeoutMs: 20_000,
  row: z.object({ dimension: z.enum(['ENVIRONMENT', 'CHANNEL', 'MODEL', 'OUTCOME']), value: z.string(), variant: z.string(), n: number }),
  sql: (query: KnownUnits) => sql`
    SELECT pair.1 AS dimension, pair.2 AS value, s.variant AS variant, count() AS n
    FROM (
      SELECT a.variant AS variant,
        arrayJoin(arrayFilter(one -> one.2 != '-', [('ENVIRONMENT', a.environment), ('CHANNEL', a.channel), ('MODEL', a.model), ('OUTCOME', a.outcome)])) AS pair
      FROM (
        SELECT u.unit AS unit, any(u.variant) AS variant,
          ${raw(segmentOf.ENVIRONMENT)} AS environment,
          ${raw(segmentOf.CHANNEL)} AS channel,
          if(countIf(m.created_at < u.since) = 0, '-', ${raw(segmentOf.MODEL)}) AS model,
          multiIf(countIf(m.created_at >= u.since) = 0, '-', countIf(m.created_at >= u.since AND m.error_type != '') > 0, 'error', 'answered') AS outcome
        FROM message_facts AS m FINAL INNER JOIN (${exposedUnits(query)}) AS u ON u.unit = ${raw(answerUnit[query.unit])}
        WHERE m.workspace_id = ${uuid(query.workspaceId)} AND m.role = 'ASSISTANT' AND u.variant != ''
          AND m.created_at >= ${utc(query.knownFrom)} AND m.created_at < ${utc(query.to)}
        GROUP BY u.unit
      ) AS a
    ) AS s
    GROUP BY dimension, value, variant ORDER BY n DESC LIMIT ${int(mostValues)}`,
});

/** How many units saw the same several variants; the most frequent first. */
export const unitsOfSeveral = defineQuery({
  name: 'experiments.unitsOfSeveral',
  timeoutMs: 20_000,
  row: z.object({ variants: z.array(z.string()), n: number }),
  sql: (query: PhaseQuery) => sql`
    SELECT u.allSeen AS variants, count() AS n FROM (${exposedUnits(query)}) AS u WHERE u.variant = ''
    GROUP BY variants ORDER BY n DESC, variants LIMIT 20`,
});

/**
 * Units that were reported from before the start, by a clock that is behind, and count from it (kind CLAMPED); and those that are forced
 * for testing, and do not count (FORCED).
 */
export const unitsAside = defineQuery({
  name: 'experiments.unitsAside',
  timeoutMs: 20_000,
  row: z.object({ kind: z.enum(['CLAMPED', 'FORCED']), variant: z.string(), n: number }),
  sql: (query: PhaseQuery) => sql`
    SELECT 'CLAMPED' AS kind, toString(x.variant) AS variant, uniqExact(x.unit_id) AS n ${exposuresOf(query)}
      AND x.first_at = ${utc(query.from)} AND x.unit_id NOT IN ${strings(query.leftOut)}
    GROUP BY variant
    UNION ALL
    SELECT 'FORCED' AS kind, toString(x.variant) AS variant, uniqExact(x.unit_id) AS n ${exposuresOf(query)}
      AND x.unit_id IN ${strings(query.leftOut)}
    GROUP BY variant`,
});

const exposuresOf = ({ workspaceId, experimentId, phase, variants }: PhaseQuery): Sql => sql`
  FROM exposures AS x WHERE x.workspace_id = ${uuid(workspaceId)} AND x.experiment_id = ${uuid(experimentId)} AND x.phase = ${int(phase)}
    AND x.variant IN ${strings(variants)}`;

/**
 * Units of answers that name the experiment and do not count: from before the start (EARLY), or with a variant that the phase does not have
 * (UNKNOWN).
 */
export const unitsNamedAmiss = defineQuery({
  name: 'experiments.unitsNamedAmiss',
  timeoutMs: 20_000,
  row: z.object({ kind: z.enum(['EARLY', 'UNKNOWN']), variant: z.string(), n: number }),
  sql: (query: KnownUnits) => {
    const unit = raw(answerUnit[query.unit]);
    const named = sql`
      FROM message_facts AS m FINAL
      WHERE m.workspace_id = ${uuid(query.workspaceId)} AND m.experiment_name = ${string(query.key)} AND ${unit} != ''`;
    return sql`
      SELECT 'EARLY' AS kind, toString(m.variant) AS variant, uniqExact(${unit}) AS n ${named}
        AND m.variant IN ${strings(query.variants)} AND m.created_at >= ${utc(query.knownFrom)} AND m.created_at < ${utc(query.from)}
      GROUP BY variant
      UNION ALL
      SELECT 'UNKNOWN' AS kind, toString(m.variant) AS variant, uniqExact(${unit}) AS n ${named}
        AND m.variant NOT IN ${strings(query.variants)} AND m.created_at >= ${utc(query.from)} AND m.created_at < ${utc(query.to)}
      GROUP BY variant ORDER BY n DESC LIMIT 20`;
  },
});
