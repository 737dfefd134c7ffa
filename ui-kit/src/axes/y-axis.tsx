import { Group } from '@visx/group';
import { Line } from '@visx/shape';
import { formatTick } from '../format/unit.ts';
import type { Unit } from '../format/unit.ts';
import type { Locale } from '../format/locale.tsx';
import { FIGURE_PX } from '../format/text-width.ts';
import type { Scale } from './scale.ts';
import type { Tick } from './time-ticks.ts';

export function yTicks(scale: Scale, unit: Unit, heightPx: number, locale: Locale): readonly Tick[] {
  const values = scale.ticks(yTickCount(heightPx));
  const step = (values[1] ?? 1) - (values[0] ?? 0);
  // On a logarithmic scale each tick is formatted to its own precision.
  return values.map((value) => ({ value, label: formatTick(value, unit, scale.kind === 'linear' ? step : Math.abs(value), locale) }));
}

/** One rule for about 34 px of height, between 2 and 6. */
export function yTickCount(heightPx: number): number {
  return Math.min(6, Math.max(2, Math.floor(heightPx / 34)));
}

/** Half the height of a label, px. */
const LABEL_HALF_PX = 7;
/** From the top of the break's mark to the foot of the axis, px. */
const BREAK_PX = 11;

/** Where the mark of the break begins: at the foot of the axis, or above the label of a tick that would stand beside it there. */
export function breakTopOf(ticks: readonly number[], foot: number): number {
  let top = foot - BREAK_PX;
  for (const tick of [...ticks].sort((one, other) => other - one)) {
    const isBeside = tick - LABEL_HALF_PX < top + BREAK_PX && tick + LABEL_HALF_PX > top;
    if (isBeside) top = tick - LABEL_HALF_PX - BREAK_PX;
  }
  return top;
}

/** Room that the widest label needs, px. */
export function yAxisWidth(ticks: readonly Tick[]): number {
  return Math.ceil(ticks.reduce((widest, tick) => Math.max(widest, tick.label.length), 1) * FIGURE_PX) + 8;
}

export interface YAxisProps {
  readonly ticks: readonly Tick[];
  readonly scale: Scale;
  readonly left: number;
  readonly width: number;
  /** The axis does not begin at zero: it shows a break at its foot. */
  readonly isBroken: boolean;
  /** False where there is nothing to measure: rules without numbers. */
  readonly hasLabels: boolean;
}

/** Hairlines across the drawing with their labels at the left. */
export function YAxis({ ticks, scale, left, width, isBroken, hasLabels }: YAxisProps) {
  const foot = scale.toPx(scale.domain[0]);
  const breakTop = breakTopOf(
    ticks.map(({ value }) => scale.toPx(value)),
    foot,
  );
  return (
    <Group left={left} className="uk-axis" aria-hidden="true">
      {ticks.map((tick) => {
        const y = Math.round(scale.toPx(tick.value)) + 0.5;
        return (
          <Group key={tick.value}>
            <Line className={tick.value === 0 ? 'uk-rule uk-rule-zero' : 'uk-rule'} from={{ x: 0, y }} to={{ x: width, y }} />
            {hasLabels && (
              <text x={-8} y={y} dy="0.35em" textAnchor="end">
                {tick.label}
              </text>
            )}
          </Group>
        );
      })}
      {isBroken && hasLabels && (
        <path className="uk-axis-break" d={`M-4,${breakTop}l4,2.5l-4,2.5l4,2.5l-4,2.5`}>
          <title>The axis does not start at zero</title>
        </path>
      )}
    </Group>
  );
}
