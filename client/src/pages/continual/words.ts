import type { BadgeTone } from 'ui-kit/badge';
import type { ContinualUpdateStatus, PerformanceDriftDirection } from '../../graphql/generated/graphql.ts';

interface Label {
  readonly words: string;
  readonly tone: BadgeTone;
}

export const directionWords: Readonly<Record<PerformanceDriftDirection, Label>> = {
  IMPROVING: { words: 'improving', tone: 'good' },
  STABLE: { words: 'stable', tone: 'neutral' },
  DEGRADING: { words: 'degrading', tone: 'bad' },
};

export const statusWords: Readonly<Record<ContinualUpdateStatus, Label>> = {
  SUCCEEDED: { words: 'succeeded', tone: 'good' },
  FAILED: { words: 'failed', tone: 'bad' },
  ROLLED_BACK: { words: 'rolled back', tone: 'warn' },
};

/** `+4.2 pt`; null: not known. */
export const signedPoints = (share: number | null | undefined): string | null =>
  share == null ? null : `${share > 0 ? '+' : share < 0 ? '−' : '±'}${Math.abs(share * 100).toFixed(1)} pt`;
