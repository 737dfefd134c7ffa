import { ForecastFan } from 'ui-kit/forecast-fan';
import { format, useLocale } from 'ui-kit/format';
import type { Locale } from 'ui-kit/format';
import { useMemo } from 'react';
import type { ReactNode } from 'react';
import type { ForecastShownFragment } from '../../graphql/generated/graphql.ts';
import { metrics } from './words.ts';
import styles from './signals.module.css';
import { dayMs } from '../../primitives/times.ts';

type Ahead = ForecastShownFragment['points'][number];

interface Row {
  readonly at: Date;
  readonly actual: number | null;
  readonly ahead: Ahead | null;
}

export interface ForecastChartProps {
  readonly title: string;
  readonly forecast: ForecastShownFragment;
  /** Drawn across, with the day on which the forecast reaches it. */
  readonly limit?: { readonly value: number; readonly label: string } | undefined;
  readonly height: number;
}

const x = { of: ({ at }: Row) => at, label: 'Day', bucketMs: dayMs };
const actual = (row: Row) => row.actual;
const median = (row: Row) => row.ahead?.value ?? null;
const bands = [
  { level: 0.5, low: (row: Row) => row.ahead?.low50 ?? null, high: (row: Row) => row.ahead?.high50 ?? null },
  { level: 0.8, low: (row: Row) => row.ahead?.low80 ?? null, high: (row: Row) => row.ahead?.high80 ?? null },
  { level: 0.95, low: (row: Row) => row.ahead?.low95 ?? null, high: (row: Row) => row.ahead?.high95 ?? null },
] as const;

/** What came, and what is to come with intervals of 50, 80 and 95 %; under it, how wrong earlier forecasts of this series were. */
export function ForecastChart({ title, forecast, limit, height }: ForecastChartProps) {
  const { name, unit, baseline } = metrics[forecast.metric];
  const locale = useLocale();
  const rows = useMemo(
    (): Row[] => [
      ...forecast.history.map((one) => ({ at: new Date(one.at), actual: one.value ?? null, ahead: null })),
      ...forecast.points.map((one) => ({ at: new Date(one.at), actual: null, ahead: one })),
    ],
    [forecast],
  );
  const y = useMemo(() => ({ label: name, unit, baseline }), [name, unit, baseline]);
  return (
    <ForecastFan
      title={title}
      data={rows}
      x={x}
      y={y}
      actual={actual}
      median={median}
      bands={bands}
      limit={limit}
      caption={<ForecastError forecast={forecast} locale={locale} />}
      height={height}
    />
  );
}

/** The backtest in words: by how much it was wrong, how much better than the season before, and what the wide interval held. */
function ForecastError({ forecast, locale }: { readonly forecast: ForecastShownFragment; readonly locale: Locale }): ReactNode {
  const { refusal, model, wape, skill, coverage95 } = forecast;
  if (refusal !== null) return <span className={styles.refusal}>{refusal}</span>;
  const parts = [
    wape === null ? null : `wrong by ${format(wape, 'share', locale)} in its backtest`,
    skill === null ? null : `${format(Math.abs(skill), 'share', locale)} ${skill >= 0 ? 'better' : 'worse'} than repeating the week before`,
    coverage95 === null ? null : `its 95 % interval held ${format(coverage95, 'share', locale)}`,
  ].filter((part) => part !== null);
  return (
    <span>
      {model !== null && <>Model: {model}. </>}
      {parts.length > 0 && `${parts.join('; ')}.`.replace(/^./, (letter) => letter.toUpperCase())}
    </span>
  );
}
