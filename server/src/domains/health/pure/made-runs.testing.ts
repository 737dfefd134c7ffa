import type { Run } from './run.ts';
import type { WarningKind } from './finding.ts';
import { seriesOf, type Series } from './series.ts';

/** Runs made by formula, some with one thing wrong whose step is known. The same seed gives the same run. */
export interface MadeRun {
  readonly name: string;
  readonly run: Run;
  /** What is wrong and since when; null: nothing. */
  readonly wrong: { readonly kind: WarningKind; readonly step: number } | null;
}

const startedAt = Date.UTC(2026, 4, 1);

/** Uniform numbers from 0 to 1 (mulberry32). */
export function uniformOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

interface Shape {
  readonly steps: number;
  readonly logEvery: number;
  readonly evalEvery: number | null;
  readonly epochs: number;
  readonly start: number;
  readonly floor: number;
  /** How often it halves its distance, over the run. */
  readonly halvings: number;
  /** Noise as a share of the level. */
  readonly noise: number;
  readonly schedule: 'constant' | 'linear' | 'cosine';
  readonly peakRate: number;
  readonly stepMs: number;
  readonly reward: boolean;
}

type Change = (draft: Draft) => void;

interface Draft {
  readonly shape: Shape;
  readonly random: { uniform: () => number; normal: () => number };
  loss: (step: number, value: number) => number;
  evalLoss: (step: number, value: number) => number;
  gradNorm: (step: number, value: number) => number;
  rate: (step: number, value: number) => number;
  stepMs: (step: number) => number;
}

/** A run of a shape and of what changes it. */
export function makeRun(seed: number, shape: Shape, ...changes: readonly Change[]): Run {
  const uniform = uniformOf(seed);
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
  const same = (_step: number, value: number): number => value;
  const draft: Draft = {
    shape,
    random: { uniform, normal },
    loss: same,
    evalLoss: same,
    gradNorm: same,
    rate: same,
    stepMs: () => shape.stepMs,
  };
  for (const change of changes) change(draft);

  const level = (step: number): number => shape.floor + (shape.start - shape.floor) * 2 ** ((-shape.halvings * step) / shape.steps);
  const points = new Map<string, { step: number; value: number; at: number }[]>();
  let now = startedAt;
  const log = (metric: string, step: number, value: number): void => {
    const list = points.get(metric) ?? [];
    if (list.length === 0) points.set(metric, list);
    list.push({ step, value, at: now });
  };
  const warmUp = Math.max(1, Math.round(shape.steps * 0.03));
  for (let step = 1; step <= shape.steps; step++) {
    now += draft.stepMs(step) * Math.max(0.3, 1 + 0.06 * normal());
    if (step % shape.logEvery === 0 || step === 1) {
      const heavy = uniform() < 0.02 ? 3 : 1;
      const noisy = level(step) * (1 + heavy * shape.noise * normal());
      const rest = (step - warmUp) / (shape.steps - warmUp);
      const scheduled =
        step < warmUp
          ? step / warmUp
          : shape.schedule === 'constant'
            ? 1
            : shape.schedule === 'linear'
              ? 1 - rest
              : (1 + Math.cos(Math.PI * rest)) / 2;
      if (shape.reward) {
        log('loss', step, step < warmUp ? 0 : 0.001 * normal());
        log('reward', step, draft.loss(step, 1 - noisy / shape.start + 0.05 * normal()));
      } else log('loss', step, draft.loss(step, noisy));
      log('grad_norm', step, draft.gradNorm(step, Math.abs(1 + 0.3 * normal())));
      log('learning_rate', step, draft.rate(step, shape.peakRate * scheduled));
      log('epoch', step, (shape.epochs * step) / shape.steps);
    }
    if (shape.evalEvery !== null && step % shape.evalEvery === 0 && !shape.reward) {
      now += shape.stepMs * 20;
      log('eval_loss', step, draft.evalLoss(step, (level(step) * 1.02 + 0.05 * shape.floor) * (1 + 0.003 * normal())));
    }
  }
  return {
    series: new Map([...points].map(([metric, list]) => [metric, seriesOf(list)])),
    system: new Map(),
    now,
    isActive: false,
    periods: [{ startedAt, endedAt: now }],
    heardAt: now,
    isSilent: false,
    currentStep: null,
    totalSteps: shape.steps,
    totalEpochs: shape.epochs,
    hyperparameters: { learning_rate: shape.peakRate },
    setLearningRates: [],
    hourlyNanoUsd: 2_000_000_000n,
    raised: new Set(),
  };
}

/** A run as it was at a step, while it trained. */
export function runUntil(run: Run, step: number, raised: Run['raised'] = new Set()): Run {
  const series = new Map(
    [...run.series].map(([metric, { steps, values, ats }]): [string, Series] => {
      const count = steps.findIndex((each) => each > step);
      const end = count < 0 ? steps.length : count;
      return [metric, { steps: steps.subarray(0, end), values: values.subarray(0, end), ats: ats.subarray(0, end) }];
    }),
  );
  let now = startedAt;
  for (const { ats } of series.values()) now = Math.max(now, ats[ats.length - 1] ?? now);
  return { ...run, series, now, isActive: true, heardAt: now, periods: [{ startedAt, endedAt: null }], raised };
}

/** A shape drawn at random: short and long, dense and sparse, calm and noisy. */
export function shapeOf(seed: number, fixed: Partial<Shape> = {}): Shape {
  const uniform = uniformOf(seed ^ 0x5bd1e995);
  const pick = <Value>(values: readonly Value[]): Value => values[Math.floor(uniform() * values.length)] as Value;
  const steps = pick([200, 600, 1_500, 4_000, 8_000]);
  const start = pick([0.7, 2.5, 5, 11]);
  return {
    steps,
    logEvery: pick([1, 5, 10, 25]),
    evalEvery: pick([null, Math.round(steps / 8), Math.round(steps / 20)]),
    epochs: pick([1, 3, 10]),
    start,
    floor: start * pick([0.15, 0.3, 0.6]),
    halvings: pick([2, 4, 8]),
    noise: pick([0.01, 0.04, 0.1, 0.2]),
    schedule: pick(['constant', 'linear', 'cosine'] as const),
    peakRate: pick([2e-5, 2e-4, 1e-3]),
    stepMs: pick([400, 1_500, 6_000]),
    reward: false,
    ...fixed,
  };
}

/** Steps that a log entry falls on, some way into a run. */
const loggedStep = ({ steps, logEvery }: Shape, share: number): number =>
  Math.max(logEvery, Math.round((steps * share) / logEvery) * logEvery);

type Maker = (seed: number) => MadeRun;

/** Healthy runs that have often been taken for sick ones. */
export const healthy: Readonly<Record<string, Maker>> = {
  plain: (seed) => ({ name: 'plain', run: makeRun(seed, shapeOf(seed)), wrong: null }),
  'spike that recovers': (seed) => {
    const shape = shapeOf(seed, { logEvery: [1, 5, 10][seed % 3] ?? 1, steps: 4_000 });
    const from = loggedStep(shape, 0.2 + 0.1 * (seed % 6));
    const height = 1.5 + (seed % 4);
    const run = makeRun(seed, shape, (draft) => {
      draft.loss = (step, value) => (step >= from && step < from + 45 ? value * (1 + (height - 1) * (1 - (step - from) / 45)) : value);
      draft.gradNorm = (step, value) => (step >= from && step < from + 20 ? value * 20 : value);
    });
    return { name: 'spike that recovers', run, wrong: null };
  },
  'bump while warming up': (seed) => {
    const shape = shapeOf(seed);
    const peak = 0.03 * shape.steps;
    const run = makeRun(seed, shape, (draft) => {
      draft.loss = (step, value) => value * (1 + 0.4 * Math.exp(-(((step - peak) / peak) ** 2) * 4));
    });
    return { name: 'bump while warming up', run, wrong: null };
  },
  'waves of sorted batches': (seed) => {
    const shape = shapeOf(seed, { noise: 0.02 });
    const run = makeRun(seed, shape, (draft) => {
      draft.loss = (step, value) => value * Math.exp(0.5 * Math.sin((2 * Math.PI * step) / (shape.logEvery * 40)));
    });
    return { name: 'waves of sorted batches', run, wrong: null };
  },
  'stairs of epochs': (seed) => {
    const shape = shapeOf(seed, { epochs: 3, halvings: 0.5, start: 1.2, floor: 0.4, noise: 0.05 });
    const run = makeRun(seed, shape, (draft) => {
      draft.loss = (step, value) =>
        value * 0.6 ** Math.floor((3 * (step - 1)) / shape.steps) * (1 + 0.5 * Math.exp((-40 * step) / shape.steps));
    });
    return { name: 'stairs of epochs', run, wrong: null };
  },
  'rewards lead': (seed) => ({
    name: 'rewards lead',
    run: makeRun(seed, shapeOf(seed, { reward: true, noise: 0.1, start: 1, floor: 0.3 })),
    wrong: null,
  }),
  'evaluations that end level': (seed) => {
    const shape = shapeOf(seed, { steps: 6_000, evalEvery: 250, schedule: 'cosine', halvings: 6 });
    const run = makeRun(seed, shape, (draft) => {
      draft.evalLoss = (step, value) => value * (1 + (step > 5_000 ? 0.004 : 0));
    });
    return { name: 'evaluations that end level', run, wrong: null };
  },
  'half precision that skips steps': (seed) => {
    const shape = shapeOf(seed);
    const run = makeRun(seed, shape, (draft) => {
      draft.gradNorm = (step, value) => (step <= 8 || step % 700 === 0 ? Infinity : value);
    });
    return { name: 'half precision that skips steps', run, wrong: null };
  },
};

/** Runs in which one thing goes wrong. */
export const sick: Readonly<Record<string, Maker>> = {
  'loss becomes NaN': (seed) => {
    const shape = shapeOf(seed);
    const from = loggedStep(shape, 0.2 + 0.1 * (seed % 7));
    return {
      name: 'loss becomes NaN',
      wrong: { kind: 'NAN', step: from },
      run: makeRun(seed, shape, (draft) => (draft.loss = (step, value) => (step >= from ? Number.NaN : value))),
    };
  },
  'NaN logged as 0': (seed) => {
    const shape = shapeOf(seed);
    const from = loggedStep(shape, 0.1 + 0.1 * (seed % 8));
    const run = makeRun(seed, shape, (draft) => {
      draft.loss = (step, value) => (step >= from ? 0 : value);
      draft.gradNorm = (step, value) => (step >= from ? Number.NaN : value);
      draft.evalLoss = (step, value) => (step >= from ? Number.NaN : value);
    });
    return { name: 'NaN logged as 0', wrong: { kind: 'HIDDEN_NAN', step: from }, run };
  },
  'loss jumps and stays': (seed) => {
    const shape = shapeOf(seed);
    const from = loggedStep(shape, 0.25 + 0.05 * (seed % 8));
    const run = makeRun(seed, shape, (draft) => {
      draft.loss = (step, value) => (step >= from ? shape.start * (1.1 + 0.2 * draft.random.normal() * shape.noise) : value);
    });
    return { name: 'loss jumps and stays', wrong: { kind: 'DIVERGENCE', step: from }, run };
  },
  'loss explodes from the start': (seed) => {
    const shape = shapeOf(seed);
    const from = loggedStep(shape, 0.02);
    const run = makeRun(seed, shape, (draft) => {
      draft.loss = (step, value) => (step >= from ? shape.start * (4 + 2 * draft.random.uniform()) : value);
    });
    return { name: 'loss explodes from the start', wrong: { kind: 'DIVERGENCE', step: from }, run };
  },
  'loss climbs slowly': (seed) => {
    const shape = shapeOf(seed, { noise: [0.01, 0.04, 0.08][seed % 3] ?? 0.01, halvings: 8 });
    const from = loggedStep(shape, 0.4);
    const run = makeRun(seed, shape, (draft) => {
      draft.loss = (step, value) =>
        step >= from ? value + (0.8 * (shape.start - shape.floor) * (step - from)) / (shape.steps - from) : value;
    });
    return { name: 'loss climbs slowly', wrong: { kind: 'DIVERGENCE', step: from }, run };
  },
  'reward collapses': (seed) => {
    const shape = shapeOf(seed, { reward: true, noise: 0.1, start: 1, floor: 0.3, halvings: 6 });
    const from = loggedStep(shape, 0.5);
    const run = makeRun(seed, shape, (draft) => (draft.loss = (step, value) => (step >= from ? 0.05 * draft.random.normal() : value)));
    return { name: 'reward collapses', wrong: { kind: 'DIVERGENCE', step: from }, run };
  },
  'nothing is learned': (seed) => {
    const shape = shapeOf(seed, { noise: [0.01, 0.02, 0.05][seed % 3] ?? 0.01, logEvery: 5, steps: 4_000, evalEvery: null });
    const run = makeRun(seed, shape, (draft) => (draft.loss = () => Math.log(4) * (1 + shape.noise * draft.random.normal())));
    return { name: 'nothing is learned', wrong: { kind: 'PLATEAU', step: 1 }, run };
  },
  'learning stops': (seed) => {
    const shape = shapeOf(seed, {
      noise: [0.005, 0.01, 0.03][seed % 3] ?? 0.01,
      schedule: 'constant',
      steps: 4_000,
      logEvery: 5,
      evalEvery: null,
      epochs: 10,
      floor: 0.2,
      start: 2,
      halvings: 4,
    });
    const from = loggedStep(shape, 0.3);
    const level = 0.2 + 1.8 * 2 ** (-4 * 0.3);
    const run = makeRun(
      seed,
      shape,
      (draft) => (draft.loss = (step, value) => (step >= from ? level * (1 + shape.noise * draft.random.normal()) : value)),
    );
    return { name: 'learning stops', wrong: { kind: 'PLATEAU', step: from }, run };
  },
  overfitting: (seed) => {
    const shape = shapeOf(seed, { steps: 4_000, evalEvery: [400, 200, 100][seed % 3] ?? 200, halvings: 4, epochs: 10 });
    const best = Math.round((0.2 + 0.1 * (seed % 5)) * 40) * 100;
    const bestStep = Math.round(best / (shape.evalEvery ?? 1)) * (shape.evalEvery ?? 1);
    const run = makeRun(seed, shape, (draft) => {
      // Down to the best step, then up by a quarter to a whole of the level there.
      const low = shape.start * 0.5;
      draft.evalLoss = (step) =>
        (step <= bestStep
          ? low + (shape.start - low) * ((bestStep - step) / bestStep) ** 2
          : low * (1 + ((0.25 + 0.25 * (seed % 4)) * (step - bestStep)) / (shape.steps - bestStep))) *
        (1 + 0.002 * draft.random.normal());
    });
    return { name: 'overfitting', wrong: { kind: 'OVERFITTING', step: bestStep }, run };
  },
  'steps become slower': (seed) => {
    const shape = shapeOf(seed, { steps: 4_000, stepMs: 1_500 });
    const from = loggedStep(shape, 0.4);
    const slower = 1.35 + 0.3 * (seed % 5);
    const run = makeRun(seed, shape, (draft) => (draft.stepMs = (step) => shape.stepMs * (step >= from ? slower : 1)));
    return { name: 'steps become slower', wrong: { kind: 'THROUGHPUT_DROP', step: from }, run };
  },
  'rate is far too high': (seed) => {
    const shape = shapeOf(seed);
    const run = makeRun(seed, { ...shape, peakRate: 5, schedule: 'constant' });
    const rates = run.series.get('learning_rate');
    const index = rates?.values.findIndex((rate) => rate > 1) ?? 0;
    return { name: 'rate is far too high', wrong: { kind: 'LEARNING_RATE', step: rates?.steps[index] ?? 0 }, run };
  },
};
