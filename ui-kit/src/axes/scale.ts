import { ticks } from 'd3-array';

export type ScaleKind = 'linear' | 'log' | 'symlog';

/** From the data's numbers to px and back. */
export interface Scale {
  readonly kind: ScaleKind;
  readonly domain: readonly [low: number, high: number];
  readonly toPx: (value: number) => number;
  readonly fromPx: (px: number) => number;
  /** Round values inside the domain, about `count` of them. */
  readonly ticks: (count: number) => readonly number[];
}

/**
 * A scale over a domain that has a width. A log scale needs a domain above 0 (see `logDomain`). A symlog scale is linear within
 * about ± its `linearWithin` (see `symlogWidth`), and a log beyond, on both sides of zero.
 */
export function makeScale(
  kind: ScaleKind,
  domain: readonly [low: number, high: number],
  range: readonly [from: number, to: number],
): Scale {
  const linearWithin = symlogWidth(domain);
  const [forth, back] = bends(kind, linearWithin);
  const straight = proportional([forth(domain[0]), forth(domain[1])], range);
  const inverse = proportional(range, [forth(domain[0]), forth(domain[1])]);
  return {
    kind,
    domain,
    toPx: kind === 'linear' ? straight : (value) => straight(forth(value)),
    fromPx: kind === 'linear' ? inverse : (px) => back(inverse(px)),
    ticks: (count) =>
      kind === 'log'
        ? logTicks(domain, count)
        : kind === 'symlog'
          ? symlogTicks(domain, linearWithin, count)
          : ticks(domain[0], domain[1], count),
  };
}

/**
 * What makes an axis bend, and its inverse. Written here: a library's scales bring colours, dates and formats with them, 5 kB that no axis
 * needs.
 */
function bends(kind: ScaleKind, linearWithin: number): readonly [forth: (value: number) => number, back: (value: number) => number] {
  switch (kind) {
    case 'linear':
      return [(value) => value, (value) => value];
    case 'log':
      return [Math.log, Math.exp];
    case 'symlog':
      return [
        (value) => Math.sign(value) * Math.log1p(Math.abs(value / linearWithin)),
        (value) => Math.sign(value) * Math.expm1(Math.abs(value)) * linearWithin,
      ];
    default:
      return kind satisfies never;
  }
}

/** The straight way from numbers to px: called for every point that is drawn. */
function proportional([low, high]: readonly [number, number], [from, to]: readonly [number, number]): (value: number) => number {
  const perUnit = high === low ? 0 : (to - from) / (high - low);
  return (value) => from + (value - low) * perUnit;
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
  if (high - low <= Math.max(Math.abs(low), Math.abs(high)) * 1e-9 || high - low < TINIEST) {
    if (Math.abs(low) < TINIEST) return niceDomain([0, 1], count);
    const room = Math.abs(low) * 0.1;
    return niceDomain([low - room, high + room], count);
  }
  const step = niceStep(high - low, count);
  return [exact(Math.floor(low / step + 1e-9) * step), exact(Math.ceil(high / step - 1e-9) * step)];
}

/** Below it a number has fewer digits than others, and its power of ten none. */
const TINIEST_ON_LOG = 1e-305;

/** A log scale's domain: powers of ten around what is above 0, or null when nothing is. */
export function logDomain([low, high]: readonly [number, number]): [number, number] | null {
  if (high < TINIEST_ON_LOG) return null;
  const bottom = low >= TINIEST_ON_LOG ? low : Math.max(TINIEST_ON_LOG, high / 1e4);
  const floorOf = (value: number) => 10 ** Math.floor(Math.log10(value));
  const from = Math.floor(bottom / floorOf(bottom) + 1e-9) * floorOf(bottom);
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

/** Nearer to zero than this is zero: a power of ten there would lose its digits. */
const TINIEST = 1e-290;

/** Decades that a symlog scale shows below its largest value; what is smaller lies on its linear part. */
const SYMLOG_DECADES = 3;

/** Half the width of a symlog scale's linear part: the power of ten three decades below the larger end. */
export function symlogWidth([low, high]: readonly [number, number]): number {
  const most = Math.max(Math.abs(low), Math.abs(high));
  return most > TINIEST && Number.isFinite(most) ? 10 ** (Math.floor(Math.log10(most)) - SYMLOG_DECADES + 1) : 1;
}

/** A symlog scale's domain: round parts of powers of ten on both sides of zero. */
export function symlogDomain(ends: readonly [number, number]): [number, number] {
  const [low, high] = ends.map((end) => (Math.abs(end) < TINIEST ? 0 : end)) as [number, number];
  const width = symlogWidth([low, high]);
  const outward = (value: number) => {
    const size = Math.abs(value);
    const part = size <= width ? width : 10 ** Math.floor(Math.log10(size));
    return exact(Math.sign(value) * Math.ceil(size / part - 1e-9) * part);
  };
  const inward = (value: number) => {
    const part = 10 ** Math.floor(Math.log10(Math.abs(value)));
    return exact(Math.sign(value) * Math.floor(Math.abs(value) / part + 1e-9) * part);
  };
  if (low === high && low === 0) return [-width, width];
  const from = low < 0 ? outward(low) : low <= width ? 0 : inward(low);
  const to = high > 0 ? outward(high) : high >= -width ? 0 : inward(high);
  return from < to ? [from, to] : [Math.min(0, from), Math.max(0, to)];
}

function symlogTicks([low, high]: readonly [number, number], linearWithin: number, count: number): number[] {
  const sizes: number[] = [];
  for (let power = Math.round(Math.log10(linearWithin)); 10 ** power <= Math.max(Math.abs(low), Math.abs(high)) * 1.001; power += 1)
    sizes.push(exact(10 ** power));
  const sides = low < 0 && high > 0 ? 2 : 1;
  const every = Math.max(1, Math.ceil((sizes.length * sides + 1) / Math.max(2, count + 1)));
  const kept = sizes.filter((_, place) => (sizes.length - 1 - place) % every === 0);
  return [...kept.toReversed().map((size) => -size), 0, ...kept].filter(
    (tick) => tick >= low - linearWithin * 1e-9 && tick <= high * 1.001 + linearWithin * 1e-9,
  );
}

/** Drops the last bits of floating-point dust: 0.30000000000000004 is 0.3. */
function exact(value: number): number {
  return Number(value.toPrecision(14));
}

/** Ends of a domain lie within: between ±1e308 its width would be no number any more. */
const FARTHEST = 1e300;

/**
 * Lowest and highest finite value, or null when there is none. Values beyond ±1e300 count as that: they lie outside of what is drawn.
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
  return lowest > highest ? null : [within(lowest), within(highest)];
}

const within = (end: number): number => Math.max(-FARTHEST, Math.min(FARTHEST, end));
