import { useMemo, useState } from 'react';
import { useLocale } from '../../format/locale.tsx';
import { format } from '../../format/unit.ts';
import { Choice } from '../parts/choice.tsx';
import { remarksCaption } from '../parts/remarks.tsx';
import type { Remark } from '../parts/remarks.tsx';
import { costSums } from './cost-model.ts';
import { stackOf } from './stack-model.ts';
import { StackedAreaChart } from './stacked-area-chart.tsx';
import { StackedBarChart } from './stacked-bar-chart.tsx';
import type { StackProps } from './use-stack.tsx';

/** How the reader looks at a cost. */
export interface CostView {
  /** What the parts are drawn as. */
  readonly shape: 'bars' | 'area';
  /** Amounts in their unit, or parts of each bucket's whole. */
  readonly as: 'amount' | 'share';
}

export interface CostAreaProps<Row> extends Omit<StackProps<Row>, 'as' | 'thresholds'> {
  /** Caption, and the name that a screen reader gives the chart. */
  readonly title: string;
  /** Per bucket, in the amounts' unit: a line, and how often it was passed. */
  readonly budget?: { readonly value: number; readonly label: string } | undefined;
  /** What is given here the page keeps; the chart keeps the rest. Bars up to 62 buckets, else areas, by default. */
  readonly view?: Partial<CostView> | undefined;
  /** The reader looks at it in another way. */
  readonly onView?: ((view: CostView) => void) | undefined;
  /** Controls above the drawing; shown by default. */
  readonly hasControls?: boolean | undefined;
}

/** With more buckets than this areas are easier to read than bars. */
const MOST_BARS = 62;

/** What is spent on what: the largest by name and the rest together, as bars or areas, as amounts or shares, against a budget. */
export function CostArea<Row>(props: CostAreaProps<Row>) {
  const { data, x, y, series, budget, hasControls = true, title, height = 240 } = props;
  const locale = useLocale();
  const [own, setOwn] = useState<Partial<CostView>>({});
  const stack = useMemo(() => stackOf(data, { x: x.of, y: y.of, series }, { top: 0, labelOf: (key) => key }), [data, x.of, y.of, series]);
  const view: CostView = { shape: stack.x.length > MOST_BARS ? 'area' : 'bars', as: 'amount', ...own, ...props.view };
  const change = (next: Partial<CostView>) => {
    setOwn({ ...own, ...next });
    props.onView?.({ ...view, ...next });
  };
  const { value: budgetValue, label: budgetLabel } = budget ?? {};
  const forecastFrom = props.forecastFrom === undefined ? Infinity : Number(props.forecastFrom);
  const remarks = useMemo((): Remark[] => {
    const { spent, forecast, bucketCount, aboveCount } = costSums(stack, forecastFrom, budgetValue);
    if (bucketCount === 0 && forecast === 0) return [];
    const amountText = (value: number) => format(value, y.unit, locale);
    const sum: Remark = {
      text: `${amountText(spent)} in all${forecast === 0 ? '' : `, ${amountText(spent + forecast)} with the forecast`}`,
      tone: 'neutral',
    };
    if (budgetLabel === undefined || bucketCount === 0) return [sum];
    return [
      sum,
      {
        text: `Above ${budgetLabel} in ${format(aboveCount, 'count', locale)} of ${format(bucketCount, 'count', locale)}`,
        tone: aboveCount === 0 ? 'good' : 'warn',
      },
    ];
  }, [stack, forecastFrom, budgetValue, budgetLabel, y.unit, locale]);
  const thresholds = useMemo(
    () =>
      budgetValue === undefined || budgetLabel === undefined || view.as === 'share'
        ? undefined
        : [{ value: budgetValue, label: budgetLabel, tone: 'warn' as const }],
    [budgetValue, budgetLabel, view.as],
  );
  const Chart = view.shape === 'area' ? StackedAreaChart : StackedBarChart;
  return (
    <div className="uk-stacked">
      {hasControls && (
        <div className="uk-controls" role="group" aria-label={`How ${title} is drawn`}>
          <Choice
            label="Marks"
            options={[
              { value: 'bars', label: 'Bars' },
              { value: 'area', label: 'Areas' },
            ]}
            value={view.shape}
            onChange={(shape) => change({ shape })}
          />
          <Choice
            label="Measure"
            options={[
              { value: 'amount', label: 'Amount' },
              { value: 'share', label: 'Share' },
            ]}
            value={view.as}
            onChange={(as) => change({ as })}
          />
        </div>
      )}
      <Chart
        {...props}
        caption={remarksCaption(`the sum of ${title}`, remarks, props.caption)}
        as={view.as}
        height={height}
        thresholds={thresholds}
      />
    </div>
  );
}
