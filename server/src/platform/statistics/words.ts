import type { EffectUnit } from './evidence.ts';

/** The first digits of a number, without zeros behind. */
export const digits = (value: number, most: number): string => Number(value.toPrecision(most)).toString();
export const thousands = (count: number): string => Math.round(count).toLocaleString('en-US');
/** "1 day", "3 days". */
export const plural = (count: number, word: string): string => (count === 1 ? `1 ${word}` : `${thousands(count)} ${word}s`);

const scales: Record<EffectUnit, { readonly by: number; readonly ofEffect: string; readonly ofValue: string }> = {
  share: { by: 100, ofEffect: ' points', ofValue: ' %' },
  relative: { by: 100, ofEffect: ' %', ofValue: ' %' },
  usd: { by: 1, ofEffect: ' USD', ofValue: ' USD' },
  ms: { by: 1, ofEffect: ' ms', ofValue: ' ms' },
  tokens: { by: 1, ofEffect: ' tokens', ofValue: ' tokens' },
  rating: { by: 1, ofEffect: '', ofValue: '' },
  number: { by: 1, ofEffect: '', ofValue: '' },
};

/** Without its unit. Points and percent have one digit behind the point, where they are not smaller than that shows. */
export function bare(value: number, unit: EffectUnit): string {
  const { by } = scales[unit];
  const scaled = value * by;
  if (by === 100 && Math.abs(scaled) >= 0.1 && Math.abs(scaled) < 1e6) return scaled.toFixed(1);
  return Math.abs(scaled) >= 1_000 && Math.abs(scaled) < 1e15 ? thousands(Number(scaled.toPrecision(3))) : digits(scaled, 3);
}

/** A difference with its unit: shares in points. */
export const measure = (value: number, unit: EffectUnit): string => `${bare(value, unit)}${scales[unit].ofEffect}`;

/** A value with its unit: shares in percent. */
export const measured = (value: number, unit: EffectUnit): string => `${bare(value, unit)}${scales[unit].ofValue}`;
