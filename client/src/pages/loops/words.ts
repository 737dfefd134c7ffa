import type { BadgeTone } from 'ui-kit/badge';
import type { Locale } from 'ui-kit/format';
import { format } from 'ui-kit/format';
import type {
  LoopOutcome,
  LoopShareNumbersFragment,
  LoopStatus,
  LoopStepKind,
  LoopStepPartFragment,
  LoopStepState,
} from '../../graphql/generated/graphql.ts';

export const stepLabels: Readonly<Record<LoopStepKind, string>> = {
  SELECTED: 'Failures',
  UNIQUE: 'Unique',
  MASKED: 'Masked',
  CORRECTED: 'Corrected',
  DATASET: 'Dataset',
  TRAINING: 'Training',
  MODEL: 'Model',
  REPLAY: 'Replay',
  VERDICT: 'Verdict',
};

export const statusLabels: Readonly<Record<LoopStatus, string>> = {
  RUNNING: 'running',
  NEEDS_PERSON: 'needs you',
  DONE: 'done',
  FAILED: 'failed',
  STOPPED: 'stopped',
};

export const statusTones: Readonly<Record<LoopStatus, BadgeTone>> = {
  RUNNING: 'neutral',
  NEEDS_PERSON: 'warn',
  DONE: 'good',
  FAILED: 'bad',
  STOPPED: 'neutral',
};

export const stateLabels: Readonly<Record<LoopStepState, string>> = {
  WAITING: 'waits',
  RUNNING: 'runs',
  NEEDS_PERSON: 'needs you',
  DONE: 'done',
  FAILED: 'failed',
};

export const outcomeLabels: Readonly<Record<LoopOutcome, string>> = {
  FIXED: 'fixed',
  STILL_WRONG: 'still wrong',
  BROKE: 'broke',
  KEPT: 'kept',
};

export const outcomeTones: Readonly<Record<LoopOutcome, BadgeTone>> = {
  FIXED: 'good',
  STILL_WRONG: 'warn',
  BROKE: 'bad',
  KEPT: 'neutral',
};

/** Whole percent; below 10 % with a decimal. */
const percentWords = (share: number): string => `${Number((share * 100).toFixed(share < 0.1 ? 1 : 0))} %`;

/** `61 % [55, 67]`; null: nothing was replayed. */
export function shareWords({ share, low, high }: LoopShareNumbersFragment): string | null {
  if (share == null) return null;
  return low == null || high == null ? percentWords(share) : `${percentWords(share)} [${Math.round(low * 100)}, ${Math.round(high * 100)}]`;
}

/** The number on a link of the chain; null: none yet. */
export function stepFigure({ kind, count, outOf, share, state }: LoopStepPartFragment, locale: Locale): string | null {
  if (kind === 'VERDICT' || kind === 'TRAINING') return share == null || state === 'WAITING' ? null : percentWords(share);
  if (count == null) return null;
  if (kind === 'MODEL') return `v${count}`;
  return (kind === 'CORRECTED' || kind === 'REPLAY') && outOf != null && outOf !== count
    ? `${format(count, 'count', locale)} of ${format(outOf, 'count', locale)}`
    : format(count, 'count', locale);
}
