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

export const metricName = (metric: MessageMetric): string => metricNames[metric];

const percent = (share: number): string => `${Math.round(100 * share)} %`;

/** "The error rate rose from 1.2 % to 4.5 %." with the first cause, where there is one. */
export function explanationSentence({
  metric,
  baseline,
  current,
  first,
}: {
  readonly metric: MessageMetric;
  readonly baseline: number;
  readonly current: number;
  /** The first cause that is not contradicted. */
  readonly first: { readonly conditions: readonly Condition[]; readonly explainedShare: number } | null;
}): string {
  const verb = current > baseline ? 'rose' : current < baseline ? 'fell' : 'stayed';
  const what =
    verb === 'stayed'
      ? `The ${metricNames[metric]} stayed at ${valueWords(metric, current)}.`
      : `The ${metricNames[metric]} ${verb} from ${valueWords(metric, baseline)} to ${valueWords(metric, current)}.`;
  if (verb === 'stayed') return what;
  if (first === null) return `${what} No group of messages stands out: the change is spread over all of them, or too small for the data.`;
  return `${what} Messages with ${wordsOf(first.conditions)} explain ${percent(first.explainedShare)} of it.`;
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
  const words = (value: number): string => (isMeasure ? `${percent(value)} slow` : valueWords(metric, value));
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
