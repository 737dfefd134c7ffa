import { z } from 'zod';
import { defineQuery } from '../../../platform/store/query.ts';
import { sql, strings, utcs, uuid } from '../../../platform/store/sql.ts';
import { sampleArrays, sampleColumns, sampleOf, sampleShape } from '../../analytics/load/samples.ts';
import type { Period, ProductionSample } from '../types.ts';

const count64 = sampleShape.messageCount;
const instantMs = z.union([z.number(), z.string()]).transform((ms) => new Date(Number(ms)));

/**
 * What answers of each version did, of all time. An answer belongs to the version whose period of the name that it states began last before
 * it; versions without answers are absent.
 *
 * Source  `message_facts`. Exact.
 */
export const samplesOfVersions = defineQuery({
  name: 'versions.production',
  timeoutMs: 20_000,
  row: z
    .object({
      ...sampleShape,
      versionId: z.string(),
      userCount: count64,
      pricedCount: count64,
      costNanoUsd: z.string(),
      firstAt: instantMs,
      lastAt: instantMs,
    })
    .transform(
      ({
        versionId,
        userCount,
        pricedCount,
        costNanoUsd,
        firstAt,
        lastAt,
        ...sample
      }): ProductionSample & { readonly versionId: string } => ({
        versionId,
        sample: sampleOf(sample),
        userCount,
        costUsd: pricedCount === 0 ? null : Number(costNanoUsd) / 1e9,
        firstAt,
        lastAt,
      }),
    ),
  sql: ({ workspaceId, periods }: { workspaceId: string; periods: readonly Period[] }) => {
    const names = strings(periods.map(({ name }) => name));
    return sql`
      WITH ${sampleArrays}
      SELECT v.version_id AS versionId, ${sampleColumns()}, uniqExactIf(m.end_user_id, m.end_user_id != 0) AS userCount,
             countIf(m.cost_nano_usd IS NOT NULL) AS pricedCount, toString(sum(ifNull(m.cost_nano_usd, 0))) AS costNanoUsd,
             toUnixTimestamp64Milli(min(m.created_at)) AS firstAt, toUnixTimestamp64Milli(max(m.created_at)) AS lastAt
      FROM (
        SELECT *, toString(model) AS name FROM message_facts FINAL
        WHERE workspace_id = ${uuid(workspaceId)} AND role = 'ASSISTANT' AND model IN ${names}
      ) AS m ASOF INNER JOIN (
        SELECT tupleElement(period, 1) AS name, tupleElement(period, 2) AS since, tupleElement(period, 3) AS version_id
        FROM (SELECT arrayJoin(arrayZip(${names}, ${utcs(periods.map(({ since }) => since))}, ${strings(periods.map(({ versionId }) => versionId))})) AS period)
      ) AS v ON m.name = v.name AND m.created_at >= v.since
      GROUP BY versionId`;
  },
});
