import { stallMs } from '../../training/pure/silence.ts';
import type { Clock } from './clock.ts';
import { lowestOf } from './detectors/overfitting.ts';
import type { Finding } from './finding.ts';
import { at, medianOf } from './numbers.ts';
import type { Overtraining } from './overtraining.ts';
import { evaluationsOf, gpuMemoryOf, gpuUseOf, lastStepOf } from './roles.ts';
import { hyperparameter, type Run } from './run.ts';
import type { Series } from './series.ts';

export const wasteCauses = ['BROKEN', 'OVERTRAINING', 'PLATEAU', 'NEEDLESS_EPOCHS', 'SILENCE', 'IDLE_GPU', 'BATCH_SIZE'] as const;
export type WasteCause = (typeof wasteCauses)[number];

/** Time that a job used for nothing. No time counts twice: an earlier cause takes it. */
export interface Waste {
  readonly cause: WasteCause;
  readonly ms: number;
  /** Step from which on; null: here and there. */
  readonly fromStep: number | null;
  /** Epochs, where the job has them; null: not known, or not what this cause is about. */
  readonly epochs: number | null;
  readonly message: string;
}

/** Evaluations that are better by less than this share of all that was gained bring nothing. */
const GAIN_SHARE = 0.01;
/** A GPU at less than this does nothing. */
const IDLE_SHARE = 0.1;
/** A sample speaks for so much time at most. */
const SAMPLE_MS = 300_000;
/** A batch is too small when the GPU's memory is never fuller than this, and its use lower than that. */
const MEMORY_SHARE = 0.5;
const USE_SHARE = 0.8;

type Span = readonly [fromMs: number, toMs: number];

/** Where a job's time went that brought nothing, by cause, the longest first. */
export function wasteOf(run: Run, clock: Clock, findings: readonly Finding[], overtraining: Overtraining | null): readonly Waste[] {
  const { usedMs } = clock;
  if (!(usedMs > 0)) return [];
  const free = new FreeTime(usedMs);
  const waste: Waste[] = [];
  const add = (cause: WasteCause, ms: number, words: { fromStep?: number; epochs?: number | null; message: string }): void => {
    if (ms > 0) waste.push({ cause, ms, fromStep: words.fromStep ?? null, epochs: words.epochs ?? null, message: words.message });
  };
  const epochs = epochsOf(run);
  const began = (...kinds: Finding['kind'][]): number | null =>
    findings
      .filter(({ kind }) => kinds.includes(kind))
      .reduce<number | null>((first, { beganAtStep }) => Math.min(first ?? Infinity, beganAtStep), null);

  const broken = began('NAN', 'HIDDEN_NAN', 'DIVERGENCE');
  if (broken !== null) {
    add('BROKEN', free.take([clock.usedAtStep(broken), usedMs]), { fromStep: broken, message: 'It went on after it had broken.' });
  }

  const evaluations = evaluationsOf(run.series)[0]?.points;
  const best = evaluations === undefined || evaluations.values.length === 0 ? null : lowestOf(evaluations.values);
  const bestStep = evaluations === undefined || best === null ? null : at(evaluations.steps, best);
  if (bestStep !== null && (overtraining?.isOvertrained === true || began('OVERFITTING') !== null)) {
    add('OVERTRAINING', free.take([clock.usedAtStep(bestStep), usedMs]), {
      fromStep: bestStep,
      epochs: epochs === null ? null : epochs.at(Infinity) - epochs.at(bestStep),
      message: 'It went on after its best evaluation.',
    });
  }

  const flat = began('PLATEAU');
  if (flat !== null)
    add('PLATEAU', free.take([clock.usedAtStep(flat), usedMs]), { fromStep: flat, message: 'It went on without learning.' });

  if (evaluations !== undefined && best !== null && epochs !== null && !run.isActive) {
    const needless = needlessEpochs(evaluations, best, epochs);
    const ms = needless.spans.reduce((sum, [from, to]) => sum + free.take([clock.usedAtStep(from), clock.usedAtStep(to)]), 0);
    add('NEEDLESS_EPOCHS', ms, { epochs: needless.count, message: 'Whole epochs brought less than 1 % of what was gained in all.' });
  }

  add(
    'SILENCE',
    silences(run).reduce((sum, [from, to]) => sum + free.take([clock.usedUntil(from), clock.usedUntil(to)]), 0),
    {
      message: 'The hardware was held while nothing was logged.',
    },
  );
  gpuWaste(run, clock, free, add);
  return waste.toSorted((a, b) => b.ms - a.ms);
}

/** Time that no cause has taken yet. */
class FreeTime {
  #spans: Span[];

  constructor(usedMs: number) {
    this.#spans = [[0, usedMs]];
  }

  /** Takes what is free of a span, and says how long that is. */
  take([from, to]: Span): number {
    let taken = 0;
    this.#spans = this.#spans.flatMap(([start, end]): Span[] => {
      const left = Math.max(start, from);
      const right = Math.min(end, to);
      if (!(right > left)) return [[start, end]];
      taken += right - left;
      return [[start, left] as const, [right, end] as const].filter(([first, last]) => last > first);
    });
    return taken;
  }

  isFree(ms: number): boolean {
    return this.#spans.some(([start, end]) => ms >= start && ms < end);
  }
}

interface Epochs {
  /** Epoch at a step; of the last step for infinity. */
  readonly at: (step: number) => number;
  /** Steps of one epoch. */
  readonly steps: number;
}

function epochsOf({ series, totalEpochs, totalSteps }: Run): Epochs | null {
  const last = lastStepOf(series);
  const logged = series.get('epoch');
  const epoch = logged === undefined ? Number.NaN : at(logged.values, logged.values.length - 1);
  const steps =
    epoch > 0
      ? at(logged?.steps ?? [], (logged?.steps.length ?? 0) - 1) / epoch
      : totalEpochs !== null && totalSteps !== null && totalEpochs > 0
        ? totalSteps / totalEpochs
        : Number.NaN;
  return steps > 0 && Number.isFinite(steps) ? { steps, at: (step) => Math.min(step, last) / steps } : null;
}

/** Whole epochs between the first evaluation that was as good as the best one and that one, and from there to the last one. */
function needlessEpochs({ steps, values }: Series, best: number, epochs: Epochs): { count: number; spans: readonly Span[] } {
  const bestValue = at(values, best);
  const gained = at(values, 0) - bestValue;
  const asGood = gained > 0 ? values.findIndex((value) => value - bestValue <= GAIN_SHARE * gained) : best;
  const whole = (from: number, to: number): number => Math.max(0, Math.floor(epochs.at(to) - epochs.at(from) + 1e-9));
  const early = whole(at(steps, asGood), at(steps, best));
  const late = whole(at(steps, best), at(steps, steps.length - 1));
  const spans: readonly Span[] = [
    [at(steps, best) - early * epochs.steps, at(steps, best)],
    [at(steps, best), at(steps, best) + late * epochs.steps],
  ];
  return { count: early + late, spans };
}

/**
 * Stretches without any point that last too long; the part of each that is no usual gap. One that ends with an evaluation was that
 * evaluation.
 */
function silences(run: Run): readonly Span[] {
  const evaluations = new Set(evaluationsOf(run.series).flatMap(({ points }) => [...points.ats]));
  const times = [...new Set([...run.series.values()].flatMap(({ ats }) => [...ats].filter((time) => Number.isFinite(time))))].toSorted(
    (a, b) => a - b,
  );
  const gaps = Float64Array.from(times.slice(1), (time, index) => time - at(times, index));
  const usual = gaps.length === 0 ? 0 : medianOf(gaps);
  const limit = stallMs(usual);
  const silent: Span[] = [];
  for (let index = 0; index < gaps.length; index++) {
    if (at(gaps, index) > limit && !evaluations.has(at(times, index + 1))) silent.push([at(times, index) + usual, at(times, index + 1)]);
  }
  // The end of a job that was given up, or is silent now.
  const last = run.heardAt ?? times.at(-1);
  if (last !== undefined && (run.isSilent || run.isActive) && run.now - last > limit) silent.push([last + usual, Infinity]);
  return silent;
}

function gpuWaste(run: Run, clock: Clock, free: FreeTime, add: (cause: WasteCause, ms: number, words: { message: string }) => void): void {
  const use = gpuUseOf(run.system);
  if (use === null) return;
  const gaps = Float64Array.from(use.steps.subarray(1), (time, index) => time - at(use.steps, index));
  const usual = gaps.length === 0 ? 0 : Math.min(SAMPLE_MS, 2 * medianOf(gaps));
  let idleMs = 0;
  let busyMs = 0;
  let usedMs = 0;
  const idle: Span[] = [];
  for (let index = 1; index < use.steps.length; index++) {
    const to = clock.usedUntil(at(use.steps, index));
    const from = Math.max(to - usual, clock.usedUntil(at(use.steps, index - 1)));
    const share = at(use.values, index);
    if (share < IDLE_SHARE) idle.push([from, to]);
    else if (free.isFree(from)) {
      busyMs += to - from;
      usedMs += (to - from) * share;
    }
  }
  for (const span of idle) idleMs += free.take(span);
  add('IDLE_GPU', idleMs, { message: 'The GPU was used less than 10 %.' });

  const memory = gpuMemoryOf(run.system);
  if (memory === null || busyMs === 0) return;
  const fullest = memory.values.reduce((high, value) => Math.max(high, value), 0);
  const meanUse = usedMs / busyMs;
  if (fullest >= MEMORY_SHARE || meanUse >= USE_SHARE) return;
  const batch = hyperparameter(run, ['per_device_train_batch_size', 'batch_size', 'train_batch_size', 'micro_batch_size']);
  const accumulation = hyperparameter(run, ['gradient_accumulation_steps', 'gradient_accumulation']);
  const factor = 2 ** Math.floor(Math.log2(0.9 / Math.max(fullest, 0.01)));
  const now = batch === null ? '' : ` (${batch}${accumulation === null ? '' : ` × ${accumulation}`} now)`;
  add('BATCH_SIZE', busyMs * (1 - meanUse / USE_SHARE), {
    message: `At most ${Math.round(fullest * 100)} % of the GPU's memory and ${Math.round(meanUse * 100)} % of its time were used: a batch ${factor} times as large${now} would fit${accumulation !== null && accumulation > 1 ? ', with less accumulation' : ''}.`,
  });
}
