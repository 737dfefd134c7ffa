import { valueWords } from '../../signals/pure/sentence.ts';
import type { MessageMetric } from '../../signals/types.ts';
import type { Condition } from '../types.ts';
import { wordsOf } from './dimensions.ts';
import type { Effect } from './views.ts';

const metricNames: Readonly<Record<MessageMetric, string>> = {
  MESSAGE_COUNT: 'number of messages',
  SUCCESS_SHARE: 'success rate',
  AVERAGE_RATING: 'average rating',
  ERROR_SHARE: 'error rate',
  LATENCY_P50: 'median latency',
  LATENCY_P95: 'p95 latency',
  COST: 'cost',
  TOKENS: 'number of tokens',
  TOOL_FAILURE_SHARE: 'failure rate of tools',
};

const percent = (share: number): string => `${Math.round(100 * share)} %`;

const valueOf = (metric: MessageMetric, isMeasure: boolean, value: number): string =>
  isMeasure ? `${percent(value)} slow` : valueWords(metric, value);

interface FirstCause {
  readonly conditions: readonly Condition[];
  readonly explainedShare: number;
  readonly baselineValue: number | null;
  readonly currentValue: number | null;
}

/** "The error rate rose from 1.2 % to 4.5 %." */
export const changeSentence = (metric: MessageMetric, baseline: number, current: number): string =>
  `The ${metricNames[metric]} ${current > baseline ? 'rose' : 'fell'} from ${valueWords(metric, baseline)} to ${valueWords(metric, current)}.`;

/**
 * "The error rate rose from 1.2 % to 4.5 %." with the first cause, where there is one. Of a change that chance alone makes, no share is
 * explained: the group is named by its own change, which chance does not make.
 */
export function explanationSentence({
  metric,
  baseline,
  current,
  interval,
  isMeasure,
  first,
}: {
  readonly metric: MessageMetric;
  readonly baseline: number;
  readonly current: number;
  /** Of the change, of 95 %; null: not known. */
  readonly interval: { readonly low: number; readonly high: number } | null;
  /** Values of the cause are of the measure, not the metric. */
  readonly isMeasure: boolean;
  /** The first cause that is not contradicted. */
  readonly first: FirstCause | null;
}): string {
  const verb = current > baseline ? 'rose' : current < baseline ? 'fell' : 'stayed';
  if (verb === 'stayed') return `The ${metricNames[metric]} stayed at ${valueWords(metric, current)}.`;
  const isSure = interval === null || interval.low > 0 || interval.high < 0;
  const [before, now] = [valueWords(metric, baseline), valueWords(metric, current)];
  // Numbers that read alike have not moved for a reader, whichever is larger.
  const what =
    before === now ? `The ${metricNames[metric]} stayed at about ${now}` : `The ${metricNames[metric]} ${verb} from ${before} to ${now}`;
  const change = isSure || before === now ? `${what}.` : `${what}, which may be chance.`;
  if (first === null) return `${change} No group of messages stands out: the change is spread over all of them, or too small for the data.`;
  const who = `Messages with ${wordsOf(first.conditions)}`;
  if (isSure || first.baselineValue === null || first.currentValue === null)
    return `${change} ${who} explain ${percent(first.explainedShare)} of it.`;
  return `${change} ${who} changed more than by chance, from ${valueOf(metric, isMeasure, first.baselineValue)} to ${valueOf(metric, isMeasure, first.currentValue)}.`;
}

const effectWords: Readonly<Record<Effect, string>> = {
  RATE: 'their value changed',
  MIX: 'their share of the traffic changed',
  VOLUME: 'their sum changed',
};

/** "Messages with model gpt-4o went from 1.0 % to 12 %: their value changed. They explain 84 % of the change." `isMeasure`: values are of the measure, not the metric. */
export function causeSentence({
  metric,
  conditions,
  effect,
  baseline,
  current,
  explainedShare,
  isMeasure,
}: {
  readonly metric: MessageMetric;
  readonly conditions: readonly Condition[];
  readonly effect: Effect;
  readonly baseline: number | null;
  readonly current: number | null;
  readonly explainedShare: number;
  readonly isMeasure: boolean;
}): string {
  const words = (value: number): string => valueOf(metric, isMeasure, value);
  const who = `Messages with ${wordsOf(conditions)}`;
  const share = `They explain ${percent(explainedShare)} of the change.`;
  if (baseline === null && current !== null) return `${who} are new, at ${words(current)}. ${share}`;
  if (current === null && baseline !== null) return `${who} are gone; they were at ${words(baseline)}. ${share}`;
  return `${who} went from ${words(baseline ?? 0)} to ${words(current ?? 0)}: ${effectWords[effect]}. ${share}`;
}

/** What the search finds where nothing is looked for. */
export function placeboSentence(bestShare: number | null, foundCount: number): string {
  if (bestShare === null) return 'There are too few messages before the baseline to try the same search on two quiet windows.';
  const best = `The same search between the baseline and the window before it finds a group with ${percent(bestShare)} of this change`;
  return foundCount === 0 ? `${best}.` : `${best}: causes below that may be noise.`;
}
