import { wilson95, type Interval95 } from '../../../platform/statistics/wilson.ts';
import { mcnemar } from '../../benchmarks/pure/paired.ts';
import type { CountedShare, ItemKind, Outcome, StoredVerdict } from '../types.ts';

export interface MeasuredShare extends CountedShare {
  /** Null: out of nothing. */
  readonly share: number | null;
  readonly interval: Interval95 | null;
}

export interface Verdict {
  readonly fixed: MeasuredShare;
  readonly fixedHeldOut: MeasuredShare;
  readonly broke: MeasuredShare;
  /**
   * McNemar's exact test, two-sided: prompts that became right against prompts that became wrong, among those that were not trained on; 1 where
   * there are none.
   */
  readonly pValue: number;
  readonly meaning: 'BETTER' | 'WORSE' | 'NOT_DECISIVE';
}

interface Replayed {
  readonly kind: ItemKind;
  readonly isTrained: boolean;
  readonly outcome: Outcome | null;
}

/** Counts of a replay. Prompts without an outcome count nowhere, prompts of the control sample that were trained on neither. */
export function countReplay(items: readonly Replayed[]): StoredVerdict {
  const replayed = items.filter(({ outcome }) => outcome !== null);
  const counted = (of: readonly Replayed[], outcome: Outcome): CountedShare => ({
    count: of.filter((item) => item.outcome === outcome).length,
    outOf: of.length,
  });
  const failures = replayed.filter(({ kind }) => kind === 'FAILURE');
  const unseen = (item: Replayed): boolean => !item.isTrained;
  return {
    fixed: counted(failures, 'FIXED'),
    fixedHeldOut: counted(failures.filter(unseen), 'FIXED'),
    broke: counted(
      replayed.filter((item) => item.kind === 'CONTROL' && unseen(item)),
      'BROKE',
    ),
  };
}

const significant = 0.05;

/** A verdict from its counts; a share is BETTER or WORSE where McNemar's test stays below 0.05. */
export function verdictOf({ fixed, fixedHeldOut, broke }: StoredVerdict): Verdict {
  const pValue = mcnemar(fixedHeldOut.count, broke.count);
  return {
    fixed: measuredShare(fixed),
    fixedHeldOut: measuredShare(fixedHeldOut),
    broke: measuredShare(broke),
    pValue,
    meaning: pValue >= significant ? 'NOT_DECISIVE' : fixedHeldOut.count > broke.count ? 'BETTER' : 'WORSE',
  };
}

export const measuredShare = ({ count, outOf }: CountedShare): MeasuredShare => ({
  count,
  outOf,
  share: outOf === 0 ? null : count / outOf,
  interval: wilson95(count, outOf),
});
