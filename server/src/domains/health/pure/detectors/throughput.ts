import { type Finding, percentText, stepText, valueText } from '../finding.ts';
import { at, blockMedians, medianOf, noiseOf, quantileOf } from '../numbers.ts';
import { gpuUseOf, has, lossOf, TOKEN_COUNTERS } from '../roles.ts';
import type { Run } from '../run.ts';
import { finite, firstAfter, noPoints, type Series, thinned } from '../series.ts';

/** The drop, as a share of the usual speed, which is what the faster quarter of the run keeps up. */
const DROP_SHARE = 0.2;
const USUAL_QUANTILE = 0.75;
/** Intervals between log entries: so many in all, in the last part so many or this share, over at least so long. */
const INTERVALS = 30;
const RECENT_INTERVALS = 12;
const RECENT_SHARE = 0.08;
const RECENT_MS = 60_000;
/** Start-up, compilation and first batches. */
const WARM_UP_SHARE = 0.05;
/** And in standard deviations of the noise between blocks. */
const NOISES = 4;
const MOST_INTERVALS = 4_000;

interface Speeds {
  readonly unit: 'tokens' | 'steps';
  /** Step and time at which each interval ends; per second. */
  readonly steps: Float64Array;
  readonly ats: Float64Array;
  readonly values: Float64Array;
}

/** Training that has become slower than it was and stays so. */
export function throughputDrop(run: Run): Finding | null {
  const speeds = speedsOf(run);
  const skipped = Math.ceil(WARM_UP_SHARE * speeds.values.length);
  const values = speeds.values.subarray(skipped);
  if (values.length < INTERVALS) return null;
  const strictness = run.raised.has('THROUGHPUT_DROP') ? 0.5 : 1;

  const size = Math.floor(Math.max(RECENT_INTERVALS, Math.ceil(RECENT_SHARE * values.length)) / 3);
  const blocks = blockMedians(values, size);
  const history = blocks.subarray(0, -3);
  const recent = blocks.subarray(-3);
  const usual = quantileOf(history, USUAL_QUANTILE);
  const fastest = recent.reduce((high, value) => Math.max(high, value));
  const now = medianOf(recent);
  const recentMs = at(speeds.ats, speeds.ats.length - 1) - at(speeds.ats, Math.max(0, speeds.ats.length - 1 - 3 * size));
  if (recentMs < RECENT_MS || fastest > usual * (1 - strictness * DROP_SHARE) || usual - now <= strictness * NOISES * noiseOf(history))
    return null;

  const onset = onsetOf(values, (usual + now) / 2, size);
  const began = at(speeds.steps, skipped + onset);
  const beganMs = at(speeds.ats, skipped + onset);
  const gpu = gpuUseOf(run.system);
  const use = gpu === null ? null : { before: meanBetween(gpu, 0, beganMs), now: meanBetween(gpu, beganMs, Infinity) };
  return {
    kind: 'THROUGHPUT_DROP',
    beganAtStep: began,
    evidence: {
      [`${speeds.unit}PerSecondBefore`]: usual,
      [`${speeds.unit}PerSecondNow`]: now,
      dropShare: 1 - now / usual,
      ...(use === null || !Number.isFinite(use.before + use.now) ? {} : { gpuUseBeforeShare: use.before, gpuUseNowShare: use.now }),
    },
    message: `Training runs at ${valueText(now)} ${speeds.unit} a second since step ${stepText(began)}, ${percentText(1 - now / usual)} slower than the ${valueText(usual)} before.`,
    advice:
      use !== null && use.now < use.before - 0.1
        ? 'The GPU waits: look at data loading (workers, disk, network), and at other programs on the machine.'
        : 'Look at the machine: another program on the GPU, a clock lowered by heat or power, memory that is nearly full, or longer batches.',
  };
}

/** In tokens where they are counted: a batch of longer texts takes longer and is no slower. */
function speedsOf({ series }: Run): Speeds {
  const counter = has(series, TOKEN_COUNTERS);
  const tokens = counter === undefined ? null : intervals(series.get(counter) ?? noPoints, (points) => points.values);
  if (tokens !== null && tokens.values.length >= INTERVALS) return { unit: 'tokens', ...tokens };
  return { unit: 'steps', ...intervals(lossOf(series).points, (points) => points.steps) };
}

/** Progress a second between points whose times differ; points that were sent together count as one. */
function intervals(series: Series, progressOf: (points: Series) => Float64Array): Omit<Speeds, 'unit'> {
  const points = thinned(progressOf(series) === series.values ? finite(series) : series, MOST_INTERVALS);
  const progress = progressOf(points);
  const kept: { step: number; at: number; value: number }[] = [];
  let previous = -1;
  for (let index = 0; index < points.ats.length; index++) {
    const now = at(points.ats, index);
    if (!Number.isFinite(now)) continue;
    const then = previous < 0 ? Number.NaN : at(points.ats, previous);
    if (now <= then) continue;
    if (previous >= 0 && at(progress, index) > at(progress, previous)) {
      kept.push({ step: at(points.steps, index), at: now, value: ((at(progress, index) - at(progress, previous)) / (now - then)) * 1_000 });
    }
    previous = index;
  }
  return {
    steps: Float64Array.from(kept, ({ step }) => step),
    ats: Float64Array.from(kept, ({ at: time }) => time),
    values: Float64Array.from(kept, ({ value }) => value),
  };
}

/** Index of the first interval after the last window that was faster than half-way. */
function onsetOf(values: Float64Array, halfway: number, size: number): number {
  for (let end = values.length; end >= size; end--) {
    if (medianOf(values.subarray(end - size, end)) >= halfway) return Math.min(values.length - 1, end - Math.floor(size / 2));
  }
  return 0;
}

function meanBetween(points: Series, from: number, to: number): number {
  const part = points.values.subarray(firstAfter(points, from - 1), to === Infinity ? undefined : firstAfter(points, to - 1));
  return part.length === 0 ? Number.NaN : part.reduce((sum, value) => sum + value, 0) / part.length;
}
