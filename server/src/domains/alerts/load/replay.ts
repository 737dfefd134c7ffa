import { dayMs } from '../../analytics/pure/interval.ts';
import { setImmediate as breathe } from 'node:timers/promises';
import { bucketsOf } from '../../analytics/load/buckets.ts';
import { inWorkspace } from '../../../platform/store/scope.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import type { History } from '../pure/ladder.ts';
import { levelsOf } from '../pure/levels.ts';
import {
  hasPercentiles,
  maxReplayed,
  replay,
  replayBucketMs,
  replaySeries,
  type Replay,
  type ReplayedEpisode,
  type ReplayOptions,
} from '../pure/replay.ts';
import { isMeasured, windowsOf, type MeasuredCondition } from '../pure/readings.ts';
import { valuesOf, worstValues, type ValueThen } from '../pure/values.ts';
import { minutesText, timeText } from '../pure/words.ts';
import { eventHistory } from '../queries/history.ts';
import { isOfTraining, maxPreviewDays, minuteMs, type Condition, type Rule } from '../types.ts';
import { periodsAt, zoneOf } from './evaluate.ts';
import { trainedHistory } from './replay-trained.ts';

/** What a rule would have done in some days before now. */
export interface Preview {
  readonly episodes: readonly ReplayedEpisode[];
  /** Null: the source can't be replayed. */
  readonly noticesPerWeek: number | null;
  readonly sentence: string;
}

const weekDays = 7;
/** The earliest instant that a window before the first evaluation looks at lies so far back. */
const lookBack = (condition: MeasuredCondition, at: number, periodStart: number): number =>
  at - Math.min(...windowsOf(condition, { at, periodStart }).map(({ from }) => from));

/** Replays a rule over the days before now, on what is stored. One statement. */
export function replayRule(stores: Stores, rule: Rule, now: Date, days = maxPreviewDays): Promise<Preview> {
  return inWorkspace(rule.workspaceId, async () => {
    const { condition } = rule;
    if (isMeasured(condition)) return previewOf(await replayMeasured(stores, rule, condition, now, days), days, condition, now);
    if (isOfTraining(condition)) {
      const { series, leftOutCount, options } = await trainedHistory(stores, rule.workspaceId, condition, now, days);
      return previewOf({ ...(await replaySeries(rule, series, options)), leftOutCount }, days, condition, now);
    }
    if (condition.source === 'DRIFT')
      return {
        episodes: [],
        noticesPerWeek: null,
        sentence:
          'A report of drift is made of all messages of both windows: this rule is not replayed. It is looked at first within a minute of being saved.',
      };
    if (condition.source === 'FORECAST')
      return {
        episodes: [],
        noticesPerWeek: null,
        sentence:
          'A forecast of an earlier day would know what came later: this rule is not replayed. It fires once for each time that the forecast crosses the level.',
      };
    const from = new Date(now.getTime() - days * dayMs);
    const episodes = await eventHistory(stores, rule.workspaceId, condition, from);
    return previewOf(
      { episodes, noticeCount: episodes.reduce((sum, { to }) => sum + (to === null ? 1 : 2), 0), leftOutCount: 0 },
      days,
      condition,
      now,
    );
  });
}

async function replayMeasured(stores: Stores, rule: Rule, condition: MeasuredCondition, now: Date, days: number): Promise<Replay> {
  const { history, options } = await historyOf(stores, rule.workspaceId, condition, now, days);
  return replay(rule, condition, history, options);
}

/** What a chart of a rule shows of one series. */
export interface RuleHistory {
  readonly values: readonly ValueThen[];
  readonly trip: number;
  readonly clear: number;
}

/** Points of a chart of a rule. */
export const mostValues = 500;

/** What one series of a rule was over the days before now, and its levels; null: the rule is about events or a forecast. One statement. */
export function ruleHistory(
  stores: Stores,
  rule: Pick<Rule, 'workspaceId' | 'condition'>,
  { series, days, now }: { readonly series: string; readonly days: number; readonly now: Date },
): Promise<RuleHistory | null> {
  return inWorkspace(rule.workspaceId, async () => {
    const { condition, workspaceId } = rule;
    const ofTraining = isOfTraining(condition);
    if (!ofTraining && !isMeasured(condition)) return null;
    const { trip, clear, isAbove } = levelsOf(condition, { forMinutes: 0, dwellMinutes: 0 });
    if (ofTraining) {
      const found = await trainedHistory(stores, workspaceId, condition, now, days);
      const readAt = found.series.find(({ key }) => key === series)?.readAt ?? (() => null);
      return { values: await worstValues(readAt, isAbove, found.options, mostValues), trip, clear };
    }
    const { history, options } = await historyOf(stores, workspaceId, condition, now, days);
    return { values: await valuesOf(condition, series, history, options, mostValues), trip, clear };
  });
}

async function historyOf(
  stores: Stores,
  workspaceId: string,
  condition: MeasuredCondition,
  now: Date,
  days: number,
): Promise<{ history: History; options: ReplayOptions }> {
  const bucketMs = replayBucketMs(condition);
  const stepMs = condition.source === 'BUDGET' || condition.source === 'NO_DATA' ? bucketMs : Math.max(bucketMs, minuteMs);
  const to = Math.floor(now.getTime() / bucketMs) * bucketMs;
  const from = to - Math.floor((days * dayMs) / bucketMs) * bucketMs;
  const zone = await zoneOf(stores, workspaceId);
  const periodStartAt = periodStarts(zone, condition);
  const begin = from - Math.ceil(lookBack(condition, from + stepMs, periodStartAt(from + stepMs)) / bucketMs) * bucketMs;
  const parts = new Set(windowsOf(condition, { at: to, periodStart: to }).flatMap((window) => window.parts));
  const dimension = condition.dimension === 'WORKSPACE' ? null : condition.dimension;
  const rows = await bucketsOf(stores, workspaceId, {
    filter: condition.filter,
    dimension,
    bucketMs,
    from: new Date(begin),
    to: new Date(to),
    parts,
  });
  const sorted = rows.toSorted((one, other) => one.place - other.place);
  return { history: { rows: sorted, from: begin, bucketMs }, options: { from, to, stepMs, periodStartAt, breathe } };
}

/** Beginnings of the budget's day or month; looked up once for each hour. */
function periodStarts(zone: string, condition: MeasuredCondition): (at: number) => number {
  if (condition.source !== 'BUDGET') return (at) => at;
  const known = new Map<number, number>();
  return (at) => {
    const quarter = Math.floor((at - 1) / (15 * minuteMs));
    let start = known.get(quarter);
    if (start === undefined) known.set(quarter, (start = periodsAt(zone, at)[condition.budgetPeriod]));
    return start;
  };
}

function previewOf({ episodes, noticeCount, leftOutCount }: Replay, days: number, condition: Condition, now: Date): Preview {
  const noticesPerWeek = (noticeCount * weekDays) / days;
  const span = `In the ${days === 1 ? 'day' : `${days} days`} before ${timeText(now.getTime())}`;
  const alerts = episodes.length === 0 ? 'no alert' : episodes.length === 1 ? '1 alert' : `${episodes.length} alerts`;
  const left = leftOutCount === 0 ? '' : ` The ${maxReplayed} ${leftWords(condition)} are replayed; ${leftOutCount} are not.`;
  return {
    episodes,
    noticesPerWeek,
    sentence: `${span} this rule would have made ${alerts} and ${noticeCount} ${noticeCount === 1 ? 'notice' : 'notices'}: ${noticesPerWeek.toLocaleString('en-US', { maximumFractionDigits: 1 })} a week.${howWords(condition)}${left}`,
  };
}

/** How the replay differs from operation; empty: in nothing that shows. */
function howWords(condition: Condition): string {
  if (isOfTraining(condition)) return ` Training jobs are replayed at the end of each ${minutesText(condition.windowMinutes)}.`;
  return isMeasured(condition) && hasPercentiles(condition) && 'windowMinutes' in condition
    ? ` Percentiles are replayed at the end of each ${minutesText(condition.windowMinutes)}.`
    : '';
}

const leftWords = (condition: Condition): string => (isOfTraining(condition) ? 'jobs that began last' : 'values with the most traffic');
