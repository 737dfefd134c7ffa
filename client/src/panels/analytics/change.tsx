import { Badge } from 'ui-kit/badge';
import { format, points, useLocale } from 'ui-kit/format';
import type { Locale, Unit } from 'ui-kit/format';
import type { ComparisonVerdict, PeriodChangeFragment, ValueChangeFragment } from '../../graphql/generated/graphql.ts';
import styles from './analytics.module.css';

const verdicts: Readonly<Record<ComparisonVerdict, { readonly words: string; readonly tone: 'good' | 'bad' | 'neutral' }>> = {
  BETTER: { words: 'better', tone: 'good' },
  WORSE: { words: 'worse', tone: 'bad' },
  HIGHER: { words: 'higher', tone: 'neutral' },
  LOWER: { words: 'lower', tone: 'neutral' },
  NOT_DECISIVE: { words: 'not decisive', tone: 'neutral' },
  TOO_FEW: { words: 'too few', tone: 'neutral' },
};

const signed = (value: number, unit: Unit, locale: Locale): string =>
  `${value > 0 ? '+' : value < 0 ? '−' : '±'}${unit === 'share' ? points(Math.abs(value)) : format(Math.abs(value), unit, locale)}`;

/** A change in a word less, for a row: ▲ or ▼ where it is more than chance, ≈ where it may be none. */
export function RowChange({ of, unit }: Pick<ChangeProps, 'of' | 'unit'>) {
  const locale = useLocale();
  if (of == null) return null;
  const { words, tone } = verdicts[of.verdict];
  if (of.difference == null)
    return (
      <span className="quiet" title={of.sentence}>
        {of.base == null ? 'new' : 'none'}
      </span>
    );
  const size = unit === 'share' ? points(Math.abs(of.difference)) : format(Math.abs(of.difference), unit, locale);
  const isUndecided = of.verdict === 'NOT_DECISIVE' || of.verdict === 'TOO_FEW';
  return (
    <Badge tone={tone} isFigure title={of.sentence}>
      {isUndecided ? '≈' : of.difference > 0 ? '▲' : '▼'} {size}
      <span className="uk-hidden"> {words}</span>
    </Badge>
  );
}

interface ChangeProps {
  readonly of: ValueChangeFragment | null | undefined;
  readonly unit: Unit;
  /** What changed, where the place does not say it. */
  readonly label?: string | undefined;
}

/** A change against the compared period, with what it comes to; its interval and n under the pointer. Nothing where nothing is compared. */
export function Change({ of, unit, label }: ChangeProps) {
  const locale = useLocale();
  if (of == null) return null;
  const { words, tone } = verdicts[of.verdict];
  const head = label === undefined ? '' : `${label} `;
  if (of.difference == null)
    return (
      <span className="quiet" title={of.sentence}>
        {head}
        {of.base == null ? 'none before' : 'none now'}
      </span>
    );
  return (
    <Badge tone={tone} isFigure title={of.sentence}>
      {`${head}${signed(of.difference, unit, locale)} ${words}`}
    </Badge>
  );
}

const meanings = {
  SUCCESS_SHARE: { unit: 'share', label: undefined },
  ERROR_SHARE: { unit: 'share', label: undefined },
  AVERAGE_RATING: { unit: 'rating', label: 'mean' },
  AVERAGE_LATENCY: { unit: 'ms', label: 'mean' },
  LATENCY_P50: { unit: 'ms', label: 'p50' },
  LATENCY_P95: { unit: 'ms', label: 'p95' },
  TIME_TO_FIRST_TOKEN_P50: { unit: 'ms', label: 'p50' },
  COST_PER_MESSAGE: { unit: 'usd', label: 'per message' },
  OUTPUT_TOKENS_PER_MESSAGE: { unit: 'count', label: 'out per message' },
} as const;

/** Numbers of the whole time range against the compared period, at the head of a panel. */
export function PeriodChanges({ of }: { readonly of: PeriodChangeFragment | null | undefined }) {
  if (of == null) return null;
  return (
    <span className={styles.changes}>
      {of.metrics.map((one) => (
        <Change key={one.metric} of={one} {...meanings[one.metric]} />
      ))}
    </span>
  );
}
