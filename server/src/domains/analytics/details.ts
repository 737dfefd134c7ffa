import { BadInput, fail, succeed, type Result } from '../../platform/graphql/errors.ts';
import type { SlaThresholds } from '../settings/types.ts';
import { thresholdKey } from './pure/dimensions.ts';
import type { FactsQuery } from './queries/facts.ts';
import { errorCounts, latencyBreaches, tagCounts, toolUses as uses } from './queries/labels.ts';
import type { Rating } from './pure/measures.ts';
import { quantilesOf, ratingCounts, shareOf, type Quantiles } from './overview.ts';
import { perPeriod } from './periods.ts';
import type { Report, Which } from './report.ts';
import { bucketsOf } from './scope.ts';

export interface ErrorCount {
  readonly errorType: string;
  readonly count: number;
  readonly share: number;
}

export interface ToolUse {
  readonly name: string;
  readonly callCount: number;
  readonly successCount: number;
  readonly failureCount: number;
  readonly successShare: number | null;
  readonly durationMs: Quantiles;
}

export interface SlaCount {
  readonly measuredCount: number;
  readonly breachCount: number;
  readonly breachShare: number | null;
}

export interface Sla extends SlaCount, SlaThresholds {
  readonly series: readonly (SlaCount & { readonly startedAt: Date })[];
}

export const maxSessions = 5_000;

/** Always five rows, 1 to 5. */
export async function ratings(report: Report, which: Which = 'current'): Promise<{ rating: Rating; count: number }[]> {
  return ratingCounts(await report.totals(which));
}

const noNeeds = { needsFacts: false } as const;

/** How often tags were given, and to how many messages. */
export const tagsIn = perPeriod(
  () => noNeeds,
  (report, from) => tagCounts(report.stores.clickhouse, from),
);
const maxTags = 500;

/** Most frequent first. */
export async function failureTags(report: Report, which: Which = 'current'): Promise<{ tag: string; count: number }[]> {
  const [row] = await tagsIn(report, which);
  return [...(row?.given ?? [])]
    .map(([tag, count]) => ({ tag, count }))
    .sort((one, other) => other.count - one.count || (one.tag < other.tag ? -1 : 1))
    .slice(0, maxTags);
}

const errorsOf = perPeriod(
  () => noNeeds,
  (report, from) => errorCounts(report.stores.clickhouse, from),
);

/** Most frequent first; each share is of all messages. */
export async function errors(report: Report, which: Which = 'current'): Promise<ErrorCount[]> {
  const [counts, { messageCount }] = await Promise.all([errorsOf(report, which), report.totals(which)]);
  return counts.map(({ name, count }) => ({ errorType: name, count, share: shareOf(count, messageCount) ?? 0 }));
}

const usesOf = perPeriod(
  () => noNeeds,
  (report, from) => uses(report.stores.clickhouse, from),
);

/** Most called first. A call that says nothing of its success counts in neither part of the share. */
export async function toolUses(report: Report, which: Which = 'current'): Promise<ToolUse[]> {
  return (await usesOf(report, which)).map((use) => ({
    name: use.name,
    callCount: use.callCount,
    successCount: use.successCount,
    failureCount: use.failureCount,
    successShare: shareOf(use.successCount, use.successCount + use.failureCount),
    durationMs: quantilesOf(use.durationPercentilesMs, use.durationSumMs, use.durationCount),
  }));
}

/** How many groups are asked for, or why as many are not possible. */
export const checkTop = (top: number, most: number): Result<number, BadInput> =>
  top >= 1 && top <= most ? succeed(top) : fail(new BadInput('top', `${top} is not possible; 1 to ${most} are.`));

/** A latency to compare with, or why it is none. */
export const checkThreshold = (thresholdMs: number): Result<number, BadInput> =>
  thresholdMs >= 0 ? succeed(thresholdMs) : fail(new BadInput('thresholdMs', `${thresholdMs} is less than no time.`));

function thresholdsOf({ scope: { settings } }: Report, thresholdMs: number | null): SlaThresholds {
  return thresholdMs === null ? { thresholdMs: settings.slaThresholdMs, rules: settings.slaRules } : { thresholdMs, rules: [] };
}

const breachesIn = perPeriod(
  (report, _thresholdMs: number | null) => bucketsOf(report.scope, report.interval),
  (report, from, thresholdMs) =>
    latencyBreaches(report.stores.clickhouse, {
      ...from,
      threshold: thresholdKey(thresholdsOf(report, thresholdMs)),
      bucket: bucketsOf(report.scope, report.interval),
    }),
);

/**
 * Messages slower than `thresholdMs`, of those with a latency; in buckets of the automatic interval, silent ones absent. null: the thresholds of
 * the settings.
 */
export async function sla(report: Report, thresholdMs: number | null, which: Which = 'current'): Promise<Sla> {
  const thresholds = thresholdsOf(report, thresholdMs);
  const rows = await breachesIn(report, which, thresholdMs);
  const measuredCount = rows.reduce((sum, row) => sum + row.measuredCount, 0);
  const breachCount = rows.reduce((sum, row) => sum + row.breachCount, 0);
  return {
    ...thresholds,
    measuredCount,
    breachCount,
    breachShare: shareOf(breachCount, measuredCount),
    series: rows.map((row) => ({ ...row, breachShare: shareOf(row.breachCount, row.measuredCount) })),
  };
}

/** The messages of a period of a report, to be looked for in the facts; null: there is none, or it is empty. */
export function factsOf({ scope }: Report, which: Which = 'current'): FactsQuery | null {
  const range = scope[which]?.range;
  return range !== undefined && range.from < range.to ? { workspaceId: scope.workspaceId, range, where: scope.conditions.where } : null;
}
