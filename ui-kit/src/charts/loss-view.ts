import { useState } from 'react';
import { lossXAxes } from './loss-columns.ts';
import type { LossXAxis } from './loss-columns.ts';
import { clampWeight } from './smoothing.ts';

export const lossScales = ['linear', 'log', 'symlog'] as const;
export type LossScale = (typeof lossScales)[number];

/** How a reader looks at the curves. Plain values: `lossViewToSearch` makes a link of them. */
export interface LossView {
  readonly xAxis: LossXAxis;
  readonly scale: LossScale;
  /** 0 (none) to 0.999. */
  readonly smoothing: number;
  /** `point`: every entry counts the same, as TensorBoard has it. `distance`: by distance on the x axis, as W&B has it. */
  readonly smoothBy: 'point' | 'distance';
  /** The y axis follows the middle 90 % of the values; how many lie outside is told. */
  readonly ignoresOutliers: boolean;
}

export const defaultLossView: LossView = { xAxis: 'step', scale: 'linear', smoothing: 0.6, smoothBy: 'point', ignoresOutliers: false };

/** What differs from the default, for the address: `x=tokens&y=log&smooth=0.9`. */
export function lossViewToSearch(view: LossView): string {
  const search = new URLSearchParams();
  if (view.xAxis !== defaultLossView.xAxis) search.set('x', view.xAxis);
  if (view.scale !== defaultLossView.scale) search.set('y', view.scale);
  if (view.smoothing !== defaultLossView.smoothing) search.set('smooth', String(view.smoothing));
  if (view.smoothBy !== defaultLossView.smoothBy) search.set('by', view.smoothBy);
  if (view.ignoresOutliers) search.set('outliers', 'ignored');
  return search.toString();
}

/** The view that an address asks for; what it doesn't say, or says wrongly, is the default. */
export function lossViewFromSearch(search: string | URLSearchParams): LossView {
  const said = new URLSearchParams(search);
  const smoothing = said.get('smooth');
  return {
    xAxis: lossXAxes.find((axis) => axis === said.get('x')) ?? defaultLossView.xAxis,
    scale: lossScales.find((scale) => scale === said.get('y')) ?? defaultLossView.scale,
    smoothing: smoothing === null || smoothing === '' || Number.isNaN(Number(smoothing)) ? defaultLossView.smoothing : clampWeight(Number(smoothing)),
    smoothBy: said.get('by') === 'distance' ? 'distance' : 'point',
    ignoresOutliers: said.get('outliers') === 'ignored',
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
  const whole: LossView = { ...defaultLossView, ...own, ...view };
  const shown = axes.includes(whole.xAxis) ? whole : { ...whole, xAxis: axes[0] ?? 'step' };
  return [shown, (change) => {
    setOwn({ ...own, ...change });
    onView?.({ ...whole, ...change });
  }];
}

/** Places of the smoothing slider: each third makes the average ten times as long. */
export const SMOOTHING_PLACES = 60;

/** Weight at a place of the slider: 0 at its start, 0.9 a third along, 0.99, 0.999 at its end. */
export function smoothingAt(place: number): number {
  return Number((1 - 10 ** ((-3 * place) / SMOOTHING_PLACES)).toFixed(4));
}

/** The place nearest to a weight. */
export function smoothingPlace(weight: number): number {
  return Math.round((Math.abs(Math.log10(1 - clampWeight(weight))) / 3) * SMOOTHING_PLACES);
}
