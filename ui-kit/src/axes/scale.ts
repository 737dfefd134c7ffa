import { scaleLinear, scaleLog, scaleSymlog } from '@visx/scale';

export type ScaleKind = 'linear' | 'log' | 'symlog';

/** From the data's numbers to px and back. */
export interface Scale {
  readonly domain: readonly [low: number, high: number];
  readonly toPx: (value: number) => number;
  readonly fromPx: (px: number) => number;
  /** Round values inside the domain, about `count` of them. */
  readonly ticks: (count: number) => readonly number[];
}

/** A scale over a domain that has a width. A log scale needs a domain above 0 (see `logDomain`). */
export function makeScale(
  kind: ScaleKind,
  domain: readonly [low: number, high: number],
  range: readonly [from: number, to: number],
): Scale {
  const config = { domain: [...domain], range: [...range] };
  const scale = kind === 'log' ? scaleLog(config) : kind === 'symlog' ? scaleSymlog(config) : scaleLinear(config);
  return {
    domain,
    toPx: (value) => scale(value),
    fromPx: (px) => scale.invert(px),
    ticks: (count) => (kind === 'log' ? logTicks(domain, count) : scale.ticks(count)),
  };
}

const steps = [1, 2, 5, 10];

/** The 1-2-5 step that divides `span` into about `count` parts. */
export function niceStep(span: number, count: number): number {
  const rough = span / Math.max(1, count);
  const power = 10 ** Math.floor(Math.log10(rough));
  return (steps.find((step) => step * power >= rough * 0.999) ?? 10) * power;
}

/** Domain widened to whole steps, so that the top rule stands above the highest mark. A single value gets room around it. */
export function niceDomain([low, high]: readonly [number, number], count: number): [number, number] {
  // Values that differ by less than a tick's label could tell are one value.
  if (high - low <= Math.max(Math.abs(low), Math.abs(high)) * 1e-9 || high - low < 1e-290) {
    if (Math.abs(low) < 1e-290) return niceDomain([0, 1], count);
    const room = Math.abs(low) * 0.1;
    return niceDomain([low - room, high + room], count);
  }
  const step = niceStep(high - low, count);
  return [exact(Math.floor(low / step + 1e-9) * step), exact(Math.ceil(high / step - 1e-9) * step)];
}

/** A log scale's domain: powers of ten around what is above 0, or null when nothing is. */
export function logDomain([low, high]: readonly [number, number]): [number, number] | null {
  if (high <= 0) return null;
  const bottom = low > 0 ? low : high / 1e4;
  const floorOf = (value: number) => 10 ** Math.floor(Math.log10(value));
  const from = Math.floor(bottom / floorOf(bottom)) * floorOf(bottom);
  const to = Math.ceil(high / floorOf(high) - 1e-9) * floorOf(high);
  return [exact(from), exact(to > from ? to : from * 10)];
}

function logTicks([low, high]: readonly [number, number], count: number): number[] {
  const decades = Math.log10(high) - Math.log10(low);
  const within = decades > count ? [1] : decades > count / 2 ? [1, 3] : [1, 2, 5];
  const ticks: number[] = [];
  for (let power = Math.floor(Math.log10(low)); power <= Math.log10(high) + 1e-9; power += 1) {
    for (const part of within) {
      const tick = exact(part * 10 ** power);
      if (tick >= low * 0.999 && tick <= high * 1.001) ticks.push(tick);
    }
  }
  return ticks;
}

/** Drops the last bits of floating-point dust: 0.30000000000000004 is 0.3. */
function exact(value: number): number {
  return Number(value.toPrecision(14));
}

/**
 * Lowest and highest finite value, or null when there is none.
 * A loop, not `Math.max(...values)`: spreading ~130,000 values overflows the call stack.
 */
export function extent(...lists: readonly (ArrayLike<number> | null)[]): [lowest: number, highest: number] | null {
  let lowest = Infinity;
  let highest = -Infinity;
  for (const values of lists) {
    if (values === null) continue;
    for (let place = 0; place < values.length; place += 1) {
      const value = values[place] as number;
      if (value < lowest && value !== -Infinity) lowest = value;
      if (value > highest && value !== Infinity) highest = value;
    }
  }
  return lowest > highest ? null : [lowest, highest];
}
