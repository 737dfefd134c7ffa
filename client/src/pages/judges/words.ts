import { format } from 'ui-kit/format';
import type { Locale } from 'ui-kit/format';
import type {
  JudgeEstimatePartFragment,
  JudgeRowFragment,
  JudgeRunRowFragment,
  RubricScale,
  RuleKind,
} from '../../graphql/generated/graphql.ts';

export const scaleLabels: Readonly<Record<RubricScale, string>> = {
  PASS_FAIL: 'Pass or fail',
  ONE_TO_FIVE: '1 to 5',
  ZERO_TO_ONE: '0 to 1',
  CATEGORY: 'Categories',
};

export const ruleLabels: Readonly<Record<RuleKind, string>> = {
  REGEX: 'Pattern',
  CONTAINS: 'Contains a text',
  JSON_SCHEMA: 'Is JSON',
  LENGTH: 'Length in characters',
  LATENCY: 'Latency in ms',
  COST: 'Cost in US dollars',
};

export const stateLabels: Readonly<Record<JudgeRunRowFragment['state'], string>> = {
  WAITING: 'waiting',
  RUNNING: 'running',
  PAUSED: 'paused',
  DONE: 'done',
  STOPPED: 'stopped',
  FAILED: 'failed',
};

export const kindLabels: Readonly<Record<JudgeRunRowFragment['kind'], string>> = {
  OFFLINE: 'Messages',
  ONLINE: 'New answers',
  PAIRWISE: 'Pairs',
};

export type Deciding = { readonly name: string; readonly estimate: JudgeEstimatePartFragment | null };

/** The agreement by which trust in a judge is decided. */
export function decidingOf({ rubric, agreement }: Pick<JudgeRowFragment, 'rubric' | 'agreement'>): Deciding {
  switch (rubric?.scale) {
    case 'ONE_TO_FIVE':
      return { name: 'weighted kappa', estimate: agreement.weightedKappa ?? null };
    case 'ZERO_TO_ONE':
      return { name: 'Spearman', estimate: agreement.spearman ?? null };
    default:
      return { name: 'kappa', estimate: agreement.kappa ?? null };
  }
}

/** "0.71 (0.58 to 0.84)"; a dash where there is none. */
export const estimateWords = (estimate: JudgeEstimatePartFragment | null | undefined): string =>
  estimate === null || estimate === undefined
    ? '–'
    : // A judge whose verdict is always the same has no spread to make an interval of.
      estimate.low === estimate.high
      ? `${two(estimate.value)}, no interval`
      : `${two(estimate.value)} (${two(estimate.low)} to ${two(estimate.high)})`;

const two = (value: number): string => value.toFixed(2).replace('-', '−');

/** What a rule looks at, in words. */
export function ruleWords({ kind, pattern, texts, minimum, maximum, isNegated }: NonNullable<JudgeRowFragment['rule']>): string {
  const not = isNegated ? 'not: ' : '';
  if (kind === 'REGEX') return `${not}pattern ${pattern ?? ''}`;
  if (kind === 'CONTAINS') return `${not}contains ${texts.join(' or ')}`;
  if (kind === 'JSON_SCHEMA') return `${not}is JSON that fits`;
  const ends = [...(minimum == null ? [] : [`at least ${minimum}`]), ...(maximum == null ? [] : [`at most ${maximum}`])];
  return `${not}${ruleLabels[kind].toLowerCase()} ${ends.join(', ')}`;
}

/** A mean of a run on its scale: a share as a percentage, else a number. */
export const meanWords = (value: number, scale: RubricScale | null, locale: Locale): string =>
  scale === 'ONE_TO_FIVE' ? value.toFixed(2) : format(value, 'share', locale);

export const isUnderWay = ({ state }: Pick<JudgeRunRowFragment, 'state'>): boolean => state === 'WAITING' || state === 'RUNNING';
