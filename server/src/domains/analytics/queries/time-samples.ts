import { z } from 'zod';
import { defineQuery } from '../../../platform/store/query.ts';
import { raw, sql, type Sql } from '../../../platform/store/sql.ts';
import { latencies, timesToFirstToken } from '../pure/measures.ts';
import { finite, Mean, Percentile, percentileOf, type SamplePart } from './samples.ts';
import { rowsOf, type Source } from './source.ts';

/** Parts of a sample that the rollup knows: it holds every value. */
export const timeParts = ['latency', 'firstToken'] as const satisfies readonly SamplePart[];
export type TimePart = (typeof timeParts)[number];

const Row = z.object({ latencyMs: Mean, latencyP50Ms: Percentile, latencyP95Ms: Percentile, firstTokenP50Ms: Percentile });

/**
 * What is known of the times of some answers: the same as `samplesByGroup` finds in the facts. One row.
 *
 * Source  `message_rollup` and `message_facts`, as the plan says; exact.
 */
export const timeSample = defineQuery({
  name: 'analytics.timeSample',
  timeoutMs: 20_000,
  row: Row,
  workspaceOf: ({ source }) => source.workspaceId,
  sql: ({ source, parts }: { source: Source; parts: readonly TimePart[] }): Sql => {
    const measures = { latency: latencies, firstToken: timesToFirstToken } as const;
    const list = (part: TimePart): string => (parts.includes(part) ? `m.${measures[part].column}` : '[]::Array(UInt32)');
    return sql`
      WITH arraySort(groupArrayArray(${raw(list('latency'))})) AS sortedLatencies,
           arraySort(groupArrayArray(${raw(list('firstToken'))})) AS sortedFirsts
      SELECT ${raw(meanOfList(list('latency')))} AS latencyMs,
             ${raw(percentileOf('sortedLatencies', 0.5))} AS latencyP50Ms, ${raw(percentileOf('sortedLatencies', 0.95))} AS latencyP95Ms,
             ${raw(percentileOf('sortedFirsts', 0.5))} AS firstTokenP50Ms
      FROM (${rowsOf(
        source,
        [],
        parts.map((part) => measures[part]),
      )}) AS m`;
  },
});

const meanOfList = (list: string): string =>
  `tuple(sum(length(${list})), ${finite(`avgArray(${list})`)}, ${finite(`varSampStableArray(${list})`)})`;
