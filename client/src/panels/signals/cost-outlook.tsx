import { format, useLocale } from 'ui-kit/format';
import { visible } from 'ui-kit/visible';
import type { CSSProperties } from 'react';
import type { CostOutlookPanelFragment, ForecastShownFragment } from '../../graphql/generated/graphql.ts';
import { Fact } from '../../primitives/fact.tsx';
import { ForecastChart } from './forecast-chart.tsx';
import styles from './signals.module.css';

type Outlook = CostOutlookPanelFragment['costOutlook'];

export interface CostOutlookProps {
  readonly outlook: Outlook;
  /** Of the days to come. */
  readonly forecast: ForecastShownFragment;
  readonly height: number;
}

/** Words about the backtest stand under the chart. */
const CAPTION_PX = 44;

/** What the month will have cost beside its budget, and the days to come. */
export function CostOutlook({ outlook, forecast, height }: CostOutlookProps) {
  const locale = useLocale();
  const { monthEndUsd, low, high, spentUsd, budgetUsd, sentence } = outlook;
  const usd = (value: number) => format(value, 'usd', locale);
  return (
    <div className={styles.outlook}>
      <div className={styles.month}>
        <p className={styles.says}>{visible(sentence)}</p>
        {monthEndUsd !== null && low !== null && high !== null && <MonthBar outlook={{ ...outlook, monthEndUsd, low, high }} />}
        <dl className={styles.amounts}>
          <Fact label="Spent this month" isFigure>
            {usd(spentUsd)}
          </Fact>
          <Fact label="At its end" isFigure note={low === null || high === null ? '' : `${usd(low)} to ${usd(high)}`}>
            {monthEndUsd === null ? null : usd(monthEndUsd)}
          </Fact>
          <Fact label="Budget" isFigure>
            {budgetUsd === null ? null : usd(budgetUsd)}
          </Fact>
        </dl>
      </div>
      <ForecastChart
        title={`Cost per day, the ${forecast.points.length} days to come`}
        forecast={forecast}
        height={Math.max(120, height - CAPTION_PX)}
      />
    </div>
  );
}

type Known = Outlook & { readonly monthEndUsd: number; readonly low: number; readonly high: number };

/** Spent, to be spent with its interval, and the budget, on one scale that begins at 0. */
function MonthBar({ outlook: { monthEndUsd, low, high, spentUsd, budgetUsd } }: { readonly outlook: Known }) {
  const locale = useLocale();
  const most = Math.max(high, spentUsd, budgetUsd ?? 0, Number.MIN_VALUE);
  const at = (value: number): string => `${Math.min(100, (value / most) * 100)}%`;
  const usd = (value: number) => format(value, 'usd', locale);
  const words = `Spent ${usd(spentUsd)}; at the end of the month ${usd(monthEndUsd)}, ${usd(low)} to ${usd(high)}${budgetUsd === null ? '' : `; budget ${usd(budgetUsd)}`}.`;
  return (
    <div className={styles.bar} role="img" aria-label={words} data-over={(budgetUsd !== null && monthEndUsd > budgetUsd) || undefined}>
      <span className={styles.ahead} style={{ '--to': at(monthEndUsd) } as CSSProperties} />
      <span className={styles.spent} style={{ '--to': at(spentUsd) } as CSSProperties} />
      <span className={styles.range} style={{ '--from': at(low), '--to': at(high) } as CSSProperties} />
      {budgetUsd !== null && <span className={styles.budget} style={{ '--to': at(budgetUsd) } as CSSProperties} />}
    </div>
  );
}
