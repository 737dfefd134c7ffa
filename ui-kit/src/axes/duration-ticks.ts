import type { Tick } from './time-ticks.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Round lengths of time, ms. */
const steps = [
  ...[1, 2, 5, 10, 15, 30].map((count) => count * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((count) => count * MINUTE),
  ...[1, 2, 3, 6, 12].map((count) => count * HOUR),
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500, 1000].map((count) => count * DAY),
];

/** Longer than this, a stretch of ms is read as a duration, not as a number of ms. */
export const LEAST_DURATION_MS = 60 * SECOND;

/** At most `most` ticks at round lengths of time inside [from, to] ms: `0`, `30 m`, `1 h`, `1 h 30 m`, `2 d`. */
export function durationTicks([from, to]: readonly [number, number], most: number): Tick[] {
  const step = steps.find((candidate) => (to - from) / candidate <= Math.max(1, most)) ?? (steps.at(-1) as number);
  const ticks: Tick[] = [];
  for (let count = Math.ceil(from / step); count * step <= to; count += 1)
    ticks.push({ value: count * step, label: durationLabel(count * step) });
  return ticks;
}

/** Every part that is not zero. */
function durationLabel(ms: number): string {
  if (ms === 0) return '0';
  const parts: string[] = [];
  let rest = Math.abs(ms);
  for (const [length, unit] of [
    [DAY, 'd'],
    [HOUR, 'h'],
    [MINUTE, 'm'],
    [SECOND, 's'],
  ] as const) {
    const count = Math.floor(rest / length);
    rest -= count * length;
    if (count > 0) parts.push(`${count}\u00a0${unit}`);
  }
  return (ms < 0 ? '−' : '') + parts.join(' ');
}
