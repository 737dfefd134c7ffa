import {
  abandonment,
  conversationLengths,
  errorSeries,
  rateLimits,
  retention,
  turnsToSuccess,
  type Cohort,
  type ErrorSeries,
} from './conversations.ts';
import { errors, failureTags, ratings, sla, tagsIn, toolUses, type ToolUse } from './details.ts';
import { perReport } from './per-report.ts';
import { compareMeans, compareShares, meanOfCounts, type Compared, type ValueComparison } from './pure/comparison.ts';
import { dayMs, hourMs, type Interval } from './pure/interval.ts';
import type { ShareSample } from '../../platform/statistics/differences.ts';
import type { Report, Which } from './report.ts';

/*
 * Lists and shares beside those of the compared period. Null: there is none, since the filter leaves an end of its time range open.
 */

const both = async <Value>(find: (which: Which) => Promise<Value>): Promise<readonly [own: Value, base: Value]> =>
  Promise.all([find('current'), find('previous')]);

const better = (words: string): Omit<Compared, 'unit'> => ({ words, isMoreBetter: true });
const worse = (words: string): Omit<Compared, 'unit'> => ({ words, isMoreBetter: false });
const neither = (words: string): Omit<Compared, 'unit'> => ({ words, isMoreBetter: null });

const ratingsBefore = perReport((report) => ratings(report, 'previous'));

/** How often a rating was given before. */
export async function previousOfRating(report: Report, rating: number): Promise<number | null> {
  if (report.scope.previous === null) return null;
  return (await ratingsBefore(report)).find((one) => one.rating === rating)?.count ?? 0;
}

/** The share of all ratings that one has. */
export async function compareRating(report: Report, rating: number): Promise<ValueComparison | null> {
  if (report.scope.previous === null) return null;
  const [own, base] = await both((which) => (which === 'current' ? ratings(report) : ratingsBefore(report)));
  const share = (rows: typeof own): ShareSample => ({
    count: rows.find((one) => one.rating === rating)?.count ?? 0,
    of: rows.reduce((sum, { count }) => sum + count, 0),
  });
  return compareShares(neither(`Share of rating ${rating}`), share(own), share(base));
}

const tagsBefore = perReport((report) => failureTags(report, 'previous'));

/** How often a failure tag was given before. */
export async function previousOfTag(report: Report, tag: string): Promise<number | null> {
  if (report.scope.previous === null) return null;
  return (await tagsBefore(report)).find((one) => one.tag === tag)?.count ?? 0;
}

/** The share of evaluated messages that were given a tag: each message once, however many evaluations give it. */
export async function compareTag(report: Report, tag: string): Promise<ValueComparison | null> {
  if (report.scope.previous === null) return null;
  const [own, base] = await both(async (which): Promise<ShareSample> => ({
    count: (await tagsIn(report, which))[0]?.messages.get(tag) ?? 0,
    of: (await report.totals(which)).evaluatedCount,
  }));
  return compareShares(worse(`Share of evaluated messages with the tag ${tag}`), own, base);
}

export const errorsIn = perReport((report, which: Which) => errors(report, which));

/** How many messages ended in a kind of error before. */
export async function previousOfError(report: Report, errorType: string): Promise<number | null> {
  if (report.scope.previous === null) return null;
  return (await errorsIn(report, 'previous')).find((one) => one.errorType === errorType)?.count ?? 0;
}

/** The share of messages that ended in a kind of error. */
export async function compareError(report: Report, errorType: string): Promise<ValueComparison | null> {
  if (report.scope.previous === null) return null;
  const [own, base] = await both(async (which): Promise<ShareSample> => ({
    count: (await errorsIn(report, which)).find((one) => one.errorType === errorType)?.count ?? 0,
    of: (await report.totals(which)).messageCount,
  }));
  return compareShares(worse(`Share of messages that ended in ${errorType}`), own, base);
}

const toolsBefore = perReport((report) => toolUses(report, 'previous'));

/** Use of a tool before; all 0 and null where it was not called. */
export async function previousOfTool(report: Report, name: string): Promise<ToolUse | null> {
  if (report.scope.previous === null) return null;
  const found = (await toolsBefore(report)).find((one) => one.name === name);
  const durationMs = { p50Ms: null, p90Ms: null, p95Ms: null, p99Ms: null, averageMs: null };
  return found ?? { name, callCount: 0, successCount: 0, failureCount: 0, successShare: null, durationMs };
}

/** The share of calls of a tool that succeed. */
export async function compareTool(report: Report, own: ToolUse): Promise<ValueComparison | null> {
  const base = await previousOfTool(report, own.name);
  const share = ({ successCount, failureCount }: ToolUse): ShareSample => ({ count: successCount, of: successCount + failureCount });
  return base === null ? null : compareShares(better(`Success share of ${own.name}`), share(own), share(base));
}

/** The mean number of answers of a conversation. */
export async function compareLengths(report: Report): Promise<ValueComparison | null> {
  if (report.scope.previous === null) return null;
  const [own, base] = await both(async (which) =>
    meanOfCounts((await lengthsIn(report, which)).map(({ messageCount: value, conversationCount: count }) => ({ value, count }))),
  );
  return compareMeans({ ...neither('Answers of a conversation'), unit: 'answers' }, own, base);
}
export const lengthsIn = perReport((report, which: Which) => conversationLengths(report, which));

/** The mean number of answers up to the first success. */
export async function compareTurns(report: Report): Promise<ValueComparison | null> {
  if (report.scope.previous === null) return null;
  const [own, base] = await both(async (which) =>
    meanOfCounts((await turnsIn(report, which)).map(({ turn: value, conversationCount: count }) => ({ value, count }))),
  );
  return compareMeans({ ...worse('Answers up to the first success'), unit: 'answers' }, own, base);
}
export const turnsIn = perReport((report, which: Which) => turnsToSuccess(report, which));

/** The share of ended conversations that were abandoned. */
export async function compareAbandonment(report: Report): Promise<ValueComparison | null> {
  if (report.scope.previous === null) return null;
  const [own, base] = await both(async (which): Promise<ShareSample> => {
    const { unansweredCount, failedCount, conversationCount } = await endsIn(report, which);
    return { count: unansweredCount + failedCount, of: conversationCount };
  });
  return compareShares(worse('Share of abandoned conversations'), own, base);
}
export const endsIn = perReport((report, which: Which) => abandonment(report, which));

/** Weeks of a cohort that lie in a period: in weeks of changing clocks an hour more or less. */
const twoWeeksMs = 14 * dayMs;
const changeMs = hourMs;

/** Of the users whose first two weeks both lie in a period, those who came in the second one, too. */
function cameBack(cohorts: readonly Cohort[], from: Date, to: Date): ShareSample {
  const whole = cohorts.filter(({ startedAt }) => startedAt >= from && startedAt.getTime() + twoWeeksMs - changeMs <= to.getTime());
  return {
    count: whole.reduce((sum, { weeks }) => sum + (weeks.find(({ week }) => week === 1)?.userCount ?? 0), 0),
    of: whole.reduce((sum, { userCount }) => sum + userCount, 0),
  };
}

/** The share of new users who come again in the week after their first. */
export async function compareRetention(report: Report): Promise<ValueComparison | null> {
  const { previous, current, now } = report.scope;
  if (previous === null) return null;
  const end = current.range.to < now ? current.range.to : now;
  const [own, base] = await both((which) => cohortsIn(report, which));
  return compareShares(
    better('Share of new users who came in the week after their first'),
    cameBack(own, current.range.from, end),
    cameBack(base, previous.range.from, previous.range.to),
  );
}
export const cohortsIn = perReport((report, which: Which) => retention(report, which));

/** One kind of error before; without buckets where there was none. */
export async function previousErrorSeries(report: Report, errorType: string, interval: Interval | null): Promise<ErrorSeries | null> {
  if (report.scope.previous === null) return null;
  const rows = await allSeriesBefore(report, interval ?? report.interval);
  return rows.find((one) => one.errorType === errorType) ?? { errorType, count: 0, buckets: [] };
}
const allSeriesBefore = perReport((report, interval: Interval) => errorSeries(report, interval, Infinity, 'previous'));

/** Limits of rate of a provider before. */
export const previousRateLimits = (report: Report, provider: string | null) =>
  report.scope.previous === null ? null : rateLimits(report, provider, 'previous');

export const slaIn = perReport((report, thresholdMs: number | null, which: Which) => sla(report, thresholdMs, which));

/** The share of messages slower than their threshold. */
export async function compareSla(report: Report, thresholdMs: number | null): Promise<ValueComparison | null> {
  if (report.scope.previous === null) return null;
  const [own, base] = await both(async (which): Promise<ShareSample> => {
    const { breachCount, measuredCount } = await slaIn(report, thresholdMs, which);
    return { count: breachCount, of: measuredCount };
  });
  return compareShares(worse('Share of messages slower than the threshold'), own, base);
}
