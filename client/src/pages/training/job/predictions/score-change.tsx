import { format, useLocale } from 'ui-kit/format';
import type { Locale } from 'ui-kit/format';
import type { Comparison } from './use-comparison.ts';
import styles from './predictions.module.css';

export const verdictWords = { BETTER: 'better', WORSE: 'worse', NOT_DECISIVE: 'not decisive' } as const;

/** A score with three digits: more say nothing. */
export const scoreText = (value: number, locale: Locale): string => format(Number(value.toPrecision(3)), 'number', locale);

/** A difference with its sign. */
export const signed = (value: number, locale: Locale): string => `${value > 0 ? '+' : ''}${scoreText(value, locale)}`;

/** A mean difference with its interval, its samples and what it shows. */
export function ScoreChange({ change }: { readonly change: NonNullable<Comparison['change']> }) {
  const locale = useLocale();
  const { mean, low, high, sampleCount, verdict } = change;
  return (
    <>
      <b className={styles.number}>{signed(mean, locale)}</b>
      {low != null && high != null && (
        <span className={styles.number}>
          {' '}
          ({signed(low, locale)} to {signed(high, locale)})
        </span>
      )}{' '}
      over {format(sampleCount, 'count', locale)} {sampleCount === 1 ? 'sample' : 'samples'} of both:{' '}
      <b data-verdict={verdict} className={styles.mark}>
        {verdictWords[verdict]}
      </b>
    </>
  );
}
