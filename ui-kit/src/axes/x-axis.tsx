import { Group } from '@visx/group';
import { FIGURE_PX } from '../format/text-width.ts';
import { formatTick } from '../format/unit.ts';
import type { Unit } from '../format/unit.ts';
import type { Locale } from '../format/locale.tsx';
import { durationTicks, LEAST_DURATION_MS } from './duration-ticks.ts';
import type { Scale } from './scale.ts';
import { timeTicks } from './time-ticks.ts';
import type { Tick } from './time-ticks.ts';

export type XKind =
  | { readonly kind: 'time'; /** Ticks are no closer than this. */ readonly leastStepMs?: number | undefined }
  | { readonly kind: 'number'; readonly unit: Unit };

/** Room for `12 Nov` with a gap. */
const TIME_LABEL_PX = 64;

/** Ticks that fit side by side. */
export function xTicks(scale: Scale, kind: XKind, widthPx: number, locale: Locale): readonly Tick[] {
  if (kind.kind === 'time') return timeTicks(scale.domain, Math.max(1, Math.floor(widthPx / TIME_LABEL_PX)), locale, kind.leastStepMs);
  const [from, to] = scale.domain;
  if (kind.unit === 'ms' && scale.kind === 'linear' && to - from >= LEAST_DURATION_MS)
    return durationTicks(scale.domain, Math.max(2, Math.floor(widthPx / 90)));
  const found = scale.ticks(Math.max(2, Math.floor(widthPx / 90)));
  // There is no half of a thing that is counted, such as an epoch.
  const whole = kind.unit === 'count' ? found.filter(Number.isInteger) : found;
  const values = whole.length < 2 ? found : whole;
  const step = (values[1] ?? 1) - (values[0] ?? 0);
  return values.map((value) => ({ value, label: formatTick(value, kind.unit, step, locale) }));
}

export interface XAxisProps {
  readonly ticks: readonly Tick[];
  readonly scale: Scale;
  /** Baseline of the labels, px from the top of the drawing. */
  readonly top: number;
  /** Labels stay within [least, most] px. */
  readonly least: number;
  readonly most: number;
}

/** Labels only: the rules of the y axis carry the drawing. A label that would touch its neighbour is left out. */
export function XAxis({ ticks, scale, top, least, most }: XAxisProps) {
  const placed: { readonly tick: Tick; readonly px: number }[] = [];
  let end = -Infinity;
  for (const tick of ticks) {
    const half = (tick.label.length * FIGURE_PX) / 2;
    const px = Math.min(Math.max(scale.toPx(tick.value), least + half), most - half);
    if (px - half < end + 8) continue;
    end = px + half;
    placed.push({ tick, px });
  }
  return (
    <Group top={top} className="uk-axis" aria-hidden="true">
      {placed.map(({ tick, px }) => (
        <text key={tick.value} x={px} textAnchor="middle">
          {tick.label}
        </text>
      ))}
    </Group>
  );
}
