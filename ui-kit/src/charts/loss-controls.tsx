import { useLocale } from '../format/locale.tsx';
import { format } from '../format/unit.ts';
import { Choice } from './choice.tsx';
import type { LossXAxis } from './loss-columns.ts';
import { lossScales, SMOOTHING_PLACES, smoothingAt, smoothingPlace } from './loss-view.ts';
import type { LossScale, LossView } from './loss-view.ts';

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

/** How the curves are looked at: along what, on which scale, how smooth. */
export function LossControls({ title, view, onChange, axes }: LossControlsProps) {
  const locale = useLocale();
  return (
    <div className="uk-controls" role="group" aria-label={`How ${title} is drawn`}>
      {axes.length > 1 && (
        <Choice label="X axis" options={axes.map((value) => ({ value, ...axisNames[value] }))} value={view.xAxis} onChange={(xAxis) => onChange({ xAxis })} />
      )}
      <Choice label="Y axis" options={lossScales.map((value) => ({ value, ...scaleNames[value] }))} value={view.scale} onChange={(scale) => onChange({ scale })} />
      <label className="uk-slide">
        Smoothing
        <input
          type="range" min={0} max={SMOOTHING_PLACES} step={1} value={smoothingPlace(view.smoothing)}
          aria-valuetext={view.smoothing === 0 ? 'none' : `${view.smoothing}, about ${format(Math.round(1 / (1 - view.smoothing)), 'count', locale)} points`}
          onChange={(event) => onChange({ smoothing: smoothingAt(Number(event.currentTarget.value)) })}
        />
        <output className="uk-num">{view.smoothing === 0 ? 'none' : format(view.smoothing, 'number', locale)}</output>
      </label>
      <label className="uk-check" title="The y axis follows the middle 90 % of the values">
        <input type="checkbox" checked={view.ignoresOutliers} onChange={() => onChange({ ignoresOutliers: !view.ignoresOutliers })} />
        Ignore outliers
      </label>
    </div>
  );
}
