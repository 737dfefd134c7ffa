import { useState } from 'react';
import { lossXAxes } from './loss-columns.ts';
import type { LossXAxis } from './loss-columns.ts';
import { clampAmount, sameStrength, smoothingKinds } from './smoothing-kinds.ts';
import type { SmoothingKind } from './smoothing-kinds.ts';

export const lossScales = ['linear', 'log', 'symlog'] as const;
export type LossScale = (typeof lossScales)[number];

/** How a reader looks at the curves. Plain values: `lossViewToSearch` makes a link of them. */
export interface LossView {
  readonly xAxis: LossXAxis;
  readonly scale: LossScale;
  readonly smoothingKind: SmoothingKind;
  /**
   * How much; 0 is none. Of `ema` its weight, up to 0.999; of `gaussian` the standard deviation, of `mean` (centred) and `trailing` the
   * width of the window.
   */
  readonly smoothing: number;
  /**
   * `point`: every entry counts the same, and widths are in points, as TensorBoard has it. `distance`: by distance on the x axis, as W&B
   * has it: widths are in thousandths of it.
   */
  readonly smoothBy: 'point' | 'distance';
  /** The y axis follows the middle 90 % of the values; a note gives how many lie outside. */
  readonly ignoresOutliers: boolean;
}

export const defaultLossView: LossView = {
  xAxis: 'step',
  scale: 'linear',
  smoothingKind: 'ema',
  smoothing: 0.6,
  smoothBy: 'point',
  ignoresOutliers: false,
};

/** The amount that a kind of smoothing has by default: as strong as that of the default kind. */
export function defaultSmoothing(kind: SmoothingKind): number {
  return sameStrength(defaultLossView.smoothingKind, defaultLossView.smoothing, kind);
}

/** What differs from the default, for the address: `x=tokens&y=log&by=distance&kind=gaussian&smooth=12`. */
export function lossViewToSearch(view: LossView): string {
  const search = new URLSearchParams();
  if (view.xAxis !== defaultLossView.xAxis) search.set('x', view.xAxis);
  if (view.scale !== defaultLossView.scale) search.set('y', view.scale);
  if (view.smoothingKind !== defaultLossView.smoothingKind) search.set('kind', view.smoothingKind);
  if (view.smoothing !== defaultSmoothing(view.smoothingKind)) search.set('smooth', String(view.smoothing));
  if (view.smoothBy !== defaultLossView.smoothBy) search.set('by', view.smoothBy);
  if (view.ignoresOutliers) search.set('outliers', 'ignored');
  return search.toString();
}

/** The view that an address asks for; what it doesn't say, or says wrongly, is the default. */
export function lossViewFromSearch(search: string | URLSearchParams): LossView {
  const params = new URLSearchParams(search);
  const smoothing = params.get('smooth');
  const smoothingKind = smoothingKinds.find((kind) => kind === params.get('kind')) ?? defaultLossView.smoothingKind;
  return {
    xAxis: lossXAxes.find((axis) => axis === params.get('x')) ?? defaultLossView.xAxis,
    scale: lossScales.find((scale) => scale === params.get('y')) ?? defaultLossView.scale,
    smoothingKind,
    smoothing:
      smoothing === null || smoothing === '' || Number.isNaN(Number(smoothing))
        ? defaultSmoothing(smoothingKind)
        : clampAmount(smoothingKind, Number(smoothing)),
    smoothBy: params.get('by') === 'distance' ? 'distance' : 'point',
    ignoresOutliers: params.get('outliers') === 'ignored',
  };
}

export interface LossViewProps {
  /** What is given here the page keeps; the chart keeps the rest. */
  readonly view?: Partial<LossView> | undefined;
  /** The reader has changed something: all of the view as it should be now. */
  readonly onView?: ((view: LossView) => void) | undefined;
}

/** The view, and how it is changed. An axis that the data doesn't have is the first that it has. */
export function useLossView({ view, onView }: LossViewProps, axes: readonly LossXAxis[]): [LossView, (change: Partial<LossView>) => void] {
  const [own, setOwn] = useState<Partial<LossView>>({});
  const given = { ...defaultLossView, ...own, ...view };
  const whole: LossView = { ...given, smoothing: view?.smoothing ?? own.smoothing ?? defaultSmoothing(given.smoothingKind) };
  const shown = axes.includes(whole.xAxis) ? whole : { ...whole, xAxis: axes[0] ?? 'step' };
  return [
    shown,
    (change) => {
      setOwn({ ...own, ...change });
      onView?.({ ...whole, ...change });
    },
  ];
}
