import { BadInput, fail, NotFound, succeed, type DomainError, type Result } from '../../../platform/graphql/errors.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import type { AnalyticsFilter } from '../../analytics/pure/filter.ts';
import { dayMs } from '../../analytics/pure/interval.ts';
import { filterOf } from '../../signals/pure/watched.ts';
import { isOfMessages } from '../../signals/pure/measure.ts';
import type { MessageMetric, SignalMetric } from '../../signals/types.ts';
import { lengthMs, type CauseDimension, type Windows } from '../types.ts';

/** What is to be explained, as it is asked for. */
export interface ExplainAsked {
  readonly metric: SignalMetric | null;
  /** One that `checkFilter` has passed. */
  readonly filter: AnalyticsFilter;
  readonly baselineFrom: Date | null;
  readonly baselineTo: Date | null;
  /** Key of an anomaly, whose metric, messages and time are taken; null: none. */
  readonly anomalyId: string | null;
  readonly dimensions: readonly CauseDimension[] | null;
  readonly maximumDimensions: number;
}

/** What is compared with what. */
export interface Compared {
  readonly metric: MessageMetric;
  readonly filter: AnalyticsFilter;
  /** Of calls of tools: only of this one; null: of all. */
  readonly tool: string | null;
  readonly windows: Windows;
  /** The side on which the metric left what was expected; null: the way it moved. */
  readonly direction: 'UP' | 'DOWN' | null;
}

const weekMs = 7 * dayMs;
const shortestMs = 60_000;
const longestMs = 400 * dayMs;

/** The windows of an anomaly, or those that are asked for; absent ones: the last seven days, and the time of equal length before. */
export async function comparedWindows(
  stores: Stores,
  workspaceId: string,
  asked: ExplainAsked,
  now: Date,
): Promise<Result<Compared, DomainError>> {
  if (asked.anomalyId !== null) return ofAnomaly(stores, workspaceId, asked.anomalyId, asked, now);
  if (asked.metric === null) return fail(new BadInput('metric', 'is missing; a metric of messages is needed, or "anomalyId".'));
  if (!isOfMessages(asked.metric))
    return fail(new BadInput('metric', `${asked.metric} is a metric of training; causes are searched for metrics of messages.`));
  const to = asked.filter.to ?? now;
  const from = asked.filter.from ?? new Date(to.getTime() - weekMs);
  const baselineTo = asked.baselineTo ?? from;
  const baselineFrom = asked.baselineFrom ?? new Date(baselineTo.getTime() - (to.getTime() - from.getTime()));
  return checked({
    metric: asked.metric,
    filter: asked.filter,
    tool: null,
    windows: windowsOf(from, to, baselineFrom, baselineTo),
    direction: null,
  });
}

function windowsOf(from: Date, to: Date, baselineFrom: Date, baselineTo: Date): Windows {
  const quietFrom = new Date(baselineFrom.getTime() - (baselineTo.getTime() - baselineFrom.getTime()));
  return { current: { from, to }, baseline: { from: baselineFrom, to: baselineTo }, quiet: { from: quietFrom, to: baselineFrom } };
}

function checked(compared: Compared): Result<Compared, BadInput> {
  const { current, baseline } = compared.windows;
  const problem = (field: string, reason: string) => fail(new BadInput(field, reason));
  for (const [field, window] of [['filter.from', current] as const, ['baselineFrom', baseline] as const]) {
    const length = lengthMs(window);
    if (length < shortestMs)
      return problem(field, `${window.from.toISOString()} is not a minute before the end of its window, ${window.to.toISOString()}.`);
    if (length > longestMs)
      return problem(field, `${window.from.toISOString()} is more than 400 days before the end of its window; 400 days are possible.`);
  }
  if (baseline.from < current.to && current.from < baseline.to)
    return problem('baselineFrom', 'makes a baseline that overlaps the window; two windows that do not overlap are needed.');
  return succeed(compared);
}

async function ofAnomaly(
  { prisma }: Stores,
  workspaceId: string,
  id: string,
  { filter }: ExplainAsked,
  now: Date,
): Promise<Result<Compared, DomainError>> {
  const anomaly = await prisma.anomaly.findUnique({ where: { id, workspaceId } });
  if (anomaly === null) return fail(new NotFound('Anomaly', id));
  const { metric, dimension, value, direction } = anomaly;
  if (!isOfMessages(metric))
    return fail(new BadInput('anomalyId', `names an anomaly of ${metric}; causes are searched for metrics of messages.`));
  const from = anomaly.beganAt;
  const end = anomaly.endedAt ?? now;
  const to = end.getTime() - from.getTime() < shortestMs ? new Date(from.getTime() + shortestMs) : end;
  // Sums follow the hours of the week: of them the same hours a week before, or as many weeks as are needed, are the baseline.
  const weeks = Math.ceil((to.getTime() - from.getTime()) / weekMs);
  const back = weeks * weekMs;
  const isSum = metric === 'MESSAGE_COUNT' || metric === 'COST' || metric === 'TOKENS';
  const baseline = isSum
    ? { from: new Date(from.getTime() - back), to: new Date(to.getTime() - back) }
    : { from: new Date(from.getTime() - back), to: from };
  return checked({
    metric,
    filter: { ...filter, ...filterOf({ dimension, value }) },
    tool: dimension === 'TOOL' ? value : null,
    windows: windowsOf(from, to, baseline.from, baseline.to),
    direction,
  });
}
