import DataLoader from 'dataloader';
import { shareOf } from './overview.ts';
import { hourMs, type Interval } from './pure/interval.ts';
import { providerKey } from './pure/dimensions.ts';
import { startOfDayIn } from './pure/zone.ts';
import { conversationCounts, endings, type ConversationPart } from './queries/conversation-counts.ts';
import { retentionCells } from './queries/conversations.ts';
import { errorsOverTime, type ErrorBucketRow } from './queries/labels.ts';
import { factsOf } from './details.ts';
import { perPeriod } from './periods.ts';
import type { Report, Which } from './report.ts';
import { bucketsOf } from './scope.ts';

export interface TurnCount {
  readonly turn: number;
  readonly conversationCount: number;
}

export interface LengthCount {
  readonly messageCount: number;
  readonly conversationCount: number;
}

interface Asked {
  readonly which: Which;
  readonly part: ConversationPart;
}
interface Counted {
  readonly value: number;
  readonly conversationCount: number;
}
type Counts = DataLoader<Asked, readonly Counted[], string>;
const loaders = new WeakMap<Report, Counts>();

/** What is asked for in the same moment is counted by one statement, both periods included. */
function countsOf(report: Report): Counts {
  const found = loaders.get(report);
  if (found !== undefined) return found;
  const { workspaceId, conditions, now } = report.scope;
  const loader: Counts = new DataLoader(
    async (asked) => {
      const ranges = asked.map(({ which }) => report.scope[which]?.range).map((range) => (range && range.from < range.to ? range : null));
      const counted = asked.flatMap(({ part }, index) => {
        const range = ranges[index] ?? null;
        return range === null ? [] : [{ part, range, index }];
      });
      const restedBefore = new Date(now.getTime() - restMs);
      const query = { workspaceId, where: conditions.where, asked: counted, restedBefore };
      const rows = counted.length === 0 ? [] : await conversationCounts(report.stores.clickhouse, query);
      return asked.map((_one, index) => rows.filter(({ place }) => counted[place]?.index === index));
    },
    { cacheKeyFn: ({ which, part }) => `${which} ${part}` },
  );
  loaders.set(report, loader);
  return loader;
}

function countsIn(report: Report, which: Which, part: ConversationPart): Promise<readonly Counted[]> {
  const counts = countsOf(report);
  // What is compared is asked for when the first answer is there: it is counted with it.
  if (report.isCompared && which === 'current') void counts.load({ which: 'previous', part }).catch(() => {});
  return counts.load({ which, part });
}

/** How many conversations have one answer, two answers and so on, shortest first. */
export async function conversationLengths(report: Report, which: Which = 'current'): Promise<LengthCount[]> {
  const counts = await countsIn(report, which, 'lengths');
  return counts.map(({ value: messageCount, conversationCount }) => ({ messageCount, conversationCount }));
}

const maxTurns = 1_000;

/** Of the conversations with a success, which of their answers was the first one: how many conversations for each, first answers first. */
export async function turnsToSuccess(report: Report, which: Which = 'current'): Promise<TurnCount[]> {
  const counts = await countsIn(report, which, 'turns');
  return counts.slice(0, maxTurns).map(({ value: turn, conversationCount }) => ({ turn, conversationCount }));
}

/** How conversations ended. */
export interface Abandonment {
  /** Conversations whose last message is older than an hour. */
  readonly conversationCount: number;
  readonly openCount: number;
  readonly unansweredCount: number;
  readonly failedCount: number;
  readonly abandonedShare: number | null;
}

/** After an hour of silence a conversation counts as ended. */
export const restMs = hourMs;

/** Conversations that ended with a user's message, or with an answer that failed, of all that have ended. */
export async function abandonment(report: Report, which: Which = 'current'): Promise<Abandonment> {
  const counts = await countsIn(report, which, 'ends');
  const of = (ending: keyof typeof endings): number => counts.find(({ value }) => value === endings[ending])?.conversationCount ?? 0;
  const [openCount, unansweredCount, failedCount] = [of('OPEN'), of('UNANSWERED'), of('FAILED')];
  const conversationCount = of('ANSWERED') + unansweredCount + failedCount;
  const abandonedShare = shareOf(unansweredCount + failedCount, conversationCount);
  return { conversationCount, openCount, unansweredCount, failedCount, abandonedShare };
}

/** Users whose first message lies in one week, and how many of them came back. */
export interface Cohort {
  readonly startedAt: Date;
  readonly userCount: number;
  readonly weeks: readonly { readonly week: number; readonly userCount: number; readonly share: number }[];
}

const maxCohorts = 53;

type Cell = Awaited<ReturnType<typeof retentionCells>>[number];
const cellLoaders = new WeakMap<Report, DataLoader<Which, readonly Cell[]>>();

/** Periods that are asked for in the same moment are read by one statement. */
function cellsOf(report: Report): DataLoader<Which, readonly Cell[]> {
  const found = cellLoaders.get(report);
  if (found !== undefined) return found;
  const loader = new DataLoader<Which, readonly Cell[]>(async (whiches) => {
    const asked = whiches.flatMap((which) => {
      const facts = factsOf(report, which);
      return facts === null ? [] : [{ which, ...facts }];
    });
    if (asked.length === 0) return whiches.map(() => []);
    const { zone, settings, workspaceId, conditions } = report.scope;
    const query = { workspaceId, where: conditions.where, ranges: asked.map(({ range }) => range), zone, weekStart: settings.weekStart };
    const cells = await retentionCells(report.stores.clickhouse, query);
    return whiches.map((which) => cells.filter(({ place }) => asked[place - 1]?.which === which));
  });
  cellLoaders.set(report, loader);
  return loader;
}

/** The newest cohorts, oldest first. */
export async function retention(report: Report, which: Which = 'current'): Promise<Cohort[]> {
  const { zone } = report.scope;
  const cells = cellsOf(report);
  // What is compared is asked for when the first answer is there: it is counted with it.
  if (report.isCompared && which === 'current') void cells.load('previous').catch(() => {});
  const rows = await cells.load(which);
  const cohorts = [...Map.groupBy(rows, ({ cohort }) => cohort)].map(([cohort, cells]) => {
    const userCount = cells.find(({ week }) => week === null)?.userCount ?? 0;
    const [year = 1970, month = 1, day = 1] = cohort.split('-').map(Number);
    const weeks = cells.flatMap(({ week, userCount: active }) =>
      week === null ? [] : [{ week, userCount: active, share: shareOf(active, userCount) ?? 0 }],
    );
    return { startedAt: startOfDayIn(zone, { year, month: month - 1, day }), userCount, weeks: weeks.sort((a, b) => a.week - b.week) };
  });
  return cohorts.sort((a, b) => a.startedAt.getTime() - b.startedAt.getTime()).slice(-maxCohorts);
}

/** One kind of error over time. */
export interface ErrorSeries {
  readonly errorType: string;
  readonly count: number;
  readonly buckets: readonly { readonly startedAt: Date; readonly count: number }[];
}

export const maxErrorSeries = 50;

/** The `top` kinds of errors, most frequent first; buckets without one are absent. */
export async function errorSeries(
  report: Report,
  interval: Interval | null,
  top: number,
  which: Which = 'current',
): Promise<ErrorSeries[]> {
  const rows = await errorRows(report, interval ?? report.interval, which);
  const series = [...Map.groupBy(rows, ({ name }) => name)].map(([errorType, own]) => ({
    errorType,
    count: own.reduce((sum, { count }) => sum + count, 0),
    buckets: bucketsIn(own),
  }));
  return series.sort((a, b) => b.count - a.count || (a.errorType < b.errorType ? -1 : 1)).slice(0, top);
}

/** Errors that say that a provider took no more: of the names that applications and SDKs give them. */
const isRateLimit = (name: string): boolean => /rate.?limit|too.?many|quota|throttl|\b429\b/i.test(name);

export interface RateLimits {
  readonly count: number;
  readonly buckets: readonly { readonly startedAt: Date; readonly count: number }[];
}

/** Messages of a provider that ended in a limit of rate. */
export async function rateLimits(report: Report, provider: string | null, which: Which = 'current'): Promise<RateLimits> {
  const rows = (await errorRows(report, report.interval, which)).filter(
    (row) => row.provider === (provider ?? '') && isRateLimit(row.name),
  );
  return { count: rows.reduce((sum, { count }) => sum + count, 0), buckets: bucketsIn(rows) };
}

function bucketsIn(rows: readonly ErrorBucketRow[]): { startedAt: Date; count: number }[] {
  const byStart = Map.groupBy(rows, ({ startedAt }) => startedAt.getTime());
  return [...byStart]
    .map(([ms, own]) => ({ startedAt: new Date(ms), count: own.reduce((sum, { count }) => sum + count, 0) }))
    .sort((a, b) => a.startedAt.getTime() - b.startedAt.getTime());
}

/** Asked once for each interval of a report: every provider of a list needs them. */
const errorRowsIn = perPeriod(
  (report, interval: Interval) => bucketsOf(report.scope, interval),
  (report, from, interval) =>
    errorsOverTime(report.stores.clickhouse, { ...from, bucket: bucketsOf(report.scope, interval), provider: providerKey }),
);
const errorRows = (report: Report, interval: Interval, which: Which): Promise<readonly ErrorBucketRow[]> =>
  errorRowsIn(report, which, interval);
