import { useLocale } from '../../format/locale.tsx';
import type { Locale } from '../../format/locale.tsx';
import { format } from '../../format/unit.ts';
import { Choice } from '../parts/choice.tsx';
import type { LossXAxis } from './loss-columns.ts';
import { lossScales } from './loss-view.ts';
import type { LossScale, LossView } from './loss-view.ts';
import { sameStrength, SMOOTHING_PLACES, smoothingAt, smoothingKinds, smoothingPlace } from './smoothing-kinds.ts';
import type { SmoothingKind } from './smoothing-kinds.ts';

export interface LossControlsProps {
  readonly title: string;
  readonly view: LossView;
  readonly onChange: (change: Partial<LossView>) => void;
  /** Axes that the data has; with one there is nothing to choose. */
  readonly axes: readonly LossXAxis[];
}

const axisNames: Record<LossXAxis, { readonly label: string; readonly title: string }> = {
  step: { label: 'Step', title: 'Optimizer steps' },
  relative: { label: 'Relative', title: 'Time since the run began' },
  wall: { label: 'Time', title: 'When it was logged' },
  epoch: { label: 'Epoch', title: 'Passes over the data' },
  tokens: { label: 'Tokens', title: 'Tokens seen in training' },
};

const scaleNames: Record<LossScale, { readonly label: string; readonly title: string }> = {
  linear: { label: 'Linear', title: 'Equal distances are equal differences' },
  log: { label: 'Log', title: 'Equal distances are equal ratios; values of 0 and below have no place' },
  symlog: { label: 'Symlog', title: 'Log on both sides of zero, linear around it' },
};

const kindNames: Record<SmoothingKind, { readonly label: string; readonly title: string }> = {
  ema: { label: 'EMA', title: 'Exponential moving average: the older, the lighter' },
  gaussian: { label: 'Gaussian', title: 'Weighed by a bell on both sides' },
  mean: { label: 'Mean', title: 'Plain mean of as many on both sides' },
  trailing: { label: 'Trailing', title: 'Plain mean of the last ones' },
};

/** The amount beside the slider, and in words for those who hear it. */
function amountTexts({ smoothing, smoothingKind, smoothBy }: LossView, locale: Locale): { readonly drawn: string; readonly spoken: string } {
  if (smoothing === 0) return { drawn: 'none', spoken: 'none' };
  const number = format(smoothing, 'number', locale);
  const lengths = smoothBy === 'distance' ? 'thousandths of the x axis' : 'points';
  if (smoothingKind === 'ema') return { drawn: number, spoken: `${smoothing}, about ${format(Math.round(1 / (1 - smoothing)), 'count', locale)} points` };
  return smoothingKind === 'gaussian' ? { drawn: `σ ${number}`, spoken: `standard deviation ${number} ${lengths}` } : { drawn: number, spoken: `window of ${number} ${lengths}` };
}

/** How the curves are looked at: along what, on which scale, how smooth. */
export function LossControls({ title, view, onChange, axes }: LossControlsProps) {
  const locale = useLocale();
  const amount = amountTexts(view, locale);
  return (
    <div className="uk-controls" role="group" aria-label={`How ${title} is drawn`}>
      {axes.length > 1 && (
        <Choice label="X axis" options={axes.map((value) => ({ value, ...axisNames[value] }))} value={view.xAxis} onChange={(xAxis) => onChange({ xAxis })} />
      )}
      <Choice label="Y axis" options={lossScales.map((value) => ({ value, ...scaleNames[value] }))} value={view.scale} onChange={(scale) => onChange({ scale })} />
      <Choice
        label="Kind of smoothing" options={smoothingKinds.map((value) => ({ value, ...kindNames[value] }))} value={view.smoothingKind}
        onChange={(smoothingKind) => onChange({ smoothingKind, smoothing: sameStrength(view.smoothingKind, view.smoothing, smoothingKind) })}
      />
      <label className="uk-slide">
        Smoothing
        <input
          type="range" min={0} max={SMOOTHING_PLACES} step={1} value={smoothingPlace(view.smoothingKind, view.smoothing)}
          aria-valuetext={amount.spoken}
          onChange={(event) => onChange({ smoothing: smoothingAt(view.smoothingKind, Number(event.currentTarget.value)) })}
        />
        <output className="uk-num">{amount.drawn}</output>
      </label>
      <label className="uk-check" title="The y axis follows the middle 90 % of the values">
        <input type="checkbox" checked={view.ignoresOutliers} onChange={() => onChange({ ignoresOutliers: !view.ignoresOutliers })} />
        Ignore outliers
      </label>
    </div>
  );
}
