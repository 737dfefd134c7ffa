import type { Line } from './api.ts';

/** A loss curve with noise, the same for every library: falls, wanders, spikes now and then. Deterministic. */
export function madeUpLines(seriesCount: number, pointCount: number, seed = 1): Line[] {
  const x = Float64Array.from({ length: pointCount }, (_, place) => place);
  return Array.from({ length: seriesCount }, (_, place) => ({
    key: `run ${place + 1}`,
    x,
    y: losses(pointCount, pointCount, 0, seed * 100 + place),
  }));
}

/** `count` losses from the step `first` on, of a run that is planned for `planned` steps. */
export function losses(count: number, planned: number, first: number, seed: number): Float64Array {
  const next = noise(seed);
  let drift = 0;
  return Float64Array.from({ length: count }, (_, place) => {
    drift = drift * 0.999 + (next() - 0.5) * 0.02;
    const spike = next() < 0.0005 ? next() : 0;
    return 0.6 + (seed % 10) * 0.08 + 2 * Math.exp((-4 * (first + place)) / planned) + drift + (next() - 0.5) * 0.12 + spike;
  });
}

/** 0–1, from a 32-bit xorshift. */
function noise(seed: number): () => number {
  let state = (seed * 2_654_435_761) >>> 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 4_294_967_296;
  };
}
