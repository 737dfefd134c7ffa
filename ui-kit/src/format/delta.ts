import { defaultLocale } from './locale.tsx';
import type { Locale } from './locale.tsx';
import { decimal, JOIN, NO_DATA } from './number.ts';
import { format } from './unit.ts';
import type { Unit } from './unit.ts';

/** Which way is better for this number; `neither` for volumes. */
export type GoodDirection = 'higher' | 'lower' | 'neither';
export type Verdict = 'good' | 'bad' | 'neutral';

export interface DeltaOptions {
  readonly unit: Unit;
  readonly better: GoodDirection;
  /** `relative` in percent of the earlier value; `absolute` in the number's own unit (shares in points). */
  readonly as?: 'relative' | 'absolute' | undefined;
  /** Changes up to this size (in the number's own unit) are noise: shown as ±, with no verdict. 0 by default. */
  readonly noiseUpTo?: number | undefined;
}

/** A change in the pieces a reader needs: a sign, a size, and whether it is good. */
export interface Delta {
  readonly direction: 'up' | 'down' | 'flat' | 'none';
  /** `▲`, `▼`, `±`, or the dash where there is nothing to compare with. */
  readonly mark: string;
  /** `8.2 %`, `3.1 pt`, `214 ms`. */
  readonly size: string;
  readonly verdict: Verdict;
  /** The whole change in words: `up 8.2 %, better`. */
  readonly words: string;
}

const nothing: Delta = {
  direction: 'none', mark: NO_DATA, size: '', verdict: 'neutral', words: 'nothing earlier to compare with',
};

/** The change from an earlier number to a later one. Where either is absent, or a relative change starts from 0, none. */
export function delta(
  now: number | null | undefined,
  before: number | null | undefined,
  options: DeltaOptions,
  locale: Locale = defaultLocale,
): Delta {
  if (now === null || now === undefined || before === null || before === undefined) return nothing;
  if (!Number.isFinite(now) || !Number.isFinite(before)) return nothing;
  const relative = options.as === 'relative';
  if (relative && before === 0 && now !== 0) return nothing;
  const change = now - before;
  const sizeIn = (writtenIn: Locale) => (relative
    ? percentSize(before === 0 ? 0 : Math.abs(change / before), writtenIn)
    : absoluteSize(Math.abs(change), options.unit, writtenIn));
  const size = sizeIn(locale);
  // Whether anything is left after rounding is read in digits that are known here.
  const isFlat = Math.abs(change) <= (options.noiseUpTo ?? 0) || !/[1-9]/.test(sizeIn(defaultLocale));
  if (isFlat) return { direction: 'flat', mark: '±', size, verdict: 'neutral', words: `about the same, within ${size}` };
  const direction = change > 0 ? 'up' : 'down';
  const verdict = verdictOf(direction, options.better);
  const judgement = verdict === 'neutral' ? '' : verdict === 'good' ? ', better' : ', worse';
  return { direction, mark: change > 0 ? '▲' : '▼', size, verdict, words: `${direction} ${size}${judgement}` };
}

function verdictOf(direction: 'up' | 'down', better: GoodDirection): Verdict {
  if (better === 'neither') return 'neutral';
  return (direction === 'up') === (better === 'higher') ? 'good' : 'bad';
}

/** Beyond tenfold a percentage is hard to read; "× 25" says the same. */
const MOST_PERCENT = 1_000;

function percentSize(share: number, locale: Locale): string {
  const percent = share * 100;
  if (percent >= MOST_PERCENT) return `×${JOIN}${decimal(share + 1, 0, 0, locale)}`;
  return `${decimal(percent, percent < 100 ? 1 : 0, percent < 100 ? 1 : 0, locale)}${JOIN}%`;
}

function absoluteSize(size: number, unit: Unit, locale: Locale): string {
  return unit === 'share' ? points(size, locale) : format(size, unit, locale);
}

/** A difference of two shares (0–1), in percentage points: 0.031 is `3.1 pt`. */
export function points(share: number, locale: Locale = defaultLocale): string {
  const size = Math.abs(share * 100);
  const decimals = size !== 0 && size < 0.095 ? 2 : 1;
  return `${decimal(share * 100, decimals, decimals, locale)}${JOIN}pt`;
}
