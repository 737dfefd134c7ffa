import { describe, expect, test } from 'vitest';
import { findingsOf } from './findings.ts';
import { healthy, makeRun, runUntil, shapeOf, sick } from './made-runs.testing.ts';
import type { Finding, WarningKind } from './finding.ts';
import type { Run } from './run.ts';
import { scoresOf } from './scores.ts';
import { seriesOf } from './series.ts';

/* The thresholds were chosen on seeds 1 to 100; these are others. */
const seeds = [1_001, 1_002, 1_003, 1_004, 1_005, 1_006];
const moments = [0.04, 0.1, 0.2, 0.35, 0.5, 0.65, 0.8, 0.9];

/** All that was raised while a run went on, and at its end, as a job's warnings are: each judgment knows what is open. */
function everRaised(run: Run): Finding[] {
  const all: Finding[] = [];
  let open = new Set<WarningKind>();
  for (const moment of moments) {
    const found = findingsOf(runUntil(run, moment * (run.totalSteps ?? 0), open));
    open = new Set(found.map(({ kind }) => kind));
    all.push(...found);
  }
  return [...all, ...findingsOf({ ...run, raised: open })];
}

describe('no alarm, at the end or before', () => {
  test.each(Object.entries(healthy).flatMap(([name, make]) => seeds.map((seed) => ({ name, seed, run: make(seed).run }))))(
    '$name ($seed)',
    ({ run }) => expect(everRaised(run).map(({ kind, message }) => `${kind}: ${message}`)).toEqual([]),
  );
});

/** How far from the step at which it began a warning may point, as a share of the run; slopes show later than jumps. */
const tolerance: Readonly<Record<string, number>> = {
  'loss climbs slowly': 0.12,
  'learning stops': 0.1,
  'loss jumps and stays': 0.07,
  'reward collapses': 0.07,
};

describe('what goes wrong is named, with the step at which it began, and nothing else is', () => {
  test.each(Object.entries(sick).flatMap(([name, make]) => seeds.map((seed) => ({ seed, ...make(seed), name }))))(
    '$name ($seed)',
    ({ name, run, wrong }) => {
      const { logEvery } = { logEvery: pointSpacing(run) };
      const found = findingsOf(run);
      // A dozen points of noise are not enough to see a change of level in.
      if (found.length === 0 && pointsOf(run) < 30) return;
      const finding = found.find(({ kind }) => kind === wrong?.kind);
      expect(found.map(({ kind }) => kind)).toEqual([wrong?.kind]);
      expect(Math.abs((finding?.beganAtStep ?? NaN) - (wrong?.step ?? NaN))).toBeLessThanOrEqual(
        Math.max((tolerance[name] ?? 0.03) * (run.totalSteps ?? 0), 2 * logEvery),
      );
      expect(finding?.message).toMatch(/\.$/);
      expect(finding?.advice.length).toBeGreaterThan(20);
      expect(JSON.parse(JSON.stringify(finding?.evidence))).toEqual(finding?.evidence);
    },
  );
});

const pointsOf = (run: Run): number => run.series.get('loss')?.steps.length ?? 0;
const pointSpacing = (run: Run): number => (run.series.get('loss')?.steps[2] ?? 0) - (run.series.get('loss')?.steps[1] ?? 0);

/** A run of curves alone. */
function run(curves: Readonly<Record<string, readonly (readonly [step: number, value: number])[]>>, more: Partial<Run> = {}): Run {
  const base = makeRun(1, shapeOf(1, { steps: 1, evalEvery: null }));
  const series = new Map(
    Object.entries(curves).map(([metric, points]) => [metric, seriesOf(points.map(([step, value]) => ({ step, value })))]),
  );
  return { ...base, series, hyperparameters: {}, totalSteps: null, totalEpochs: null, ...more };
}
const curve = (count: number, of: (index: number) => number, every = 1): [number, number][] =>
  Array.from({ length: count }, (_, index) => [(index + 1) * every, of(index)]);
const kindsOf = (given: Run): [WarningKind, number][] => findingsOf(given).map(({ kind, beganAtStep }) => [kind, beganAtStep]);
const falling = (index: number): number => 1 + 3 * 0.98 ** index;

describe('NaN', () => {
  test('one lost step is over after 20 good ones, and open before', () => {
    const with1 = (count: number): Run => run({ loss: curve(count, (index) => (index === 99 ? NaN : falling(index))) });
    expect(kindsOf(with1(100))).toEqual([['NAN', 100]]);
    expect(kindsOf(with1(119))).toEqual([['NAN', 100]]);
    expect(kindsOf(with1(120))).toEqual([]);
  });
  test('in the evaluations alone counts', () =>
    expect(
      kindsOf(
        run({
          loss: curve(50, falling),
          eval_loss: [
            [10, 1],
            [20, NaN],
            [30, Infinity],
          ],
        }),
      ),
    ).toEqual([['NAN', 20]]));
  test('of the gradient norm for 20 steps counts, for 19 it is a search for a scale', () => {
    const with1 = (count: number): Run =>
      run({ loss: curve(60, falling), grad_norm: curve(60, (index) => (index >= 60 - count ? Infinity : 1)) });
    expect(kindsOf(with1(19))).toEqual([]);
    expect(kindsOf(with1(20))).toEqual([['NAN', 41]]);
  });
  test('from the first point on has no value before it', () => {
    const [finding] = findingsOf(run({ loss: curve(3, () => NaN) }));
    expect(finding).toMatchObject({ kind: 'NAN', beganAtStep: 1, evidence: { value: 'NaN' } });
    expect(finding?.evidence).not.toHaveProperty('lastFiniteStep');
  });
});

describe('hidden NaN', () => {
  const zeroFrom = (from: number) => (index: number) => (index + 1 >= from ? 0 : 2);
  test('is a loss of 0 beside a gradient norm that is NaN', () =>
    expect(kindsOf(run({ loss: curve(30, zeroFrom(19)), grad_norm: curve(30, (index) => (index + 1 >= 18 ? NaN : 1)) }))).toEqual([
      ['HIDDEN_NAN', 19],
    ]));
  test('is a loss of 0 beside an evaluation that is NaN, where no gradient norm is logged', () =>
    expect(
      kindsOf(
        run({
          loss: curve(24, zeroFrom(19)),
          eval_loss: [
            [10, 1.5],
            [20, NaN],
          ],
        }),
      ),
    ).toEqual([['HIDDEN_NAN', 19]]));
  test('is a loss that falls from far to exactly 0 for ten points, where nothing else is logged', () => {
    expect(kindsOf(run({ loss: curve(28, zeroFrom(20)) }))).toEqual([]);
    expect(kindsOf(run({ loss: curve(29, zeroFrom(20)) }))).toEqual([['HIDDEN_NAN', 20]]);
  });
  test('is not a loss of 0 beside good gradient norms, nor one that came down to 0', () => {
    expect(kindsOf(run({ loss: curve(40, zeroFrom(20)), grad_norm: curve(40, () => 1) }))).toEqual([]);
    expect(kindsOf(run({ loss: curve(60, (index) => Math.max(0, Number((0.5 * 0.8 ** index).toFixed(4)))) }))).toEqual([]);
  });
  test('is not the loss of 0 with which GRPO begins, also where half precision skips its first steps', () =>
    expect(
      kindsOf(
        run({
          loss: curve(8, () => 0),
          reward: curve(8, (index) => index / 10),
          grad_norm: curve(8, (index) => (index < 3 ? Infinity : 1)),
        }),
      ),
    ).toEqual([]));
});

describe('divergence', () => {
  test('is seen after three sparse points that doubled the first loss', () =>
    expect(
      kindsOf(
        run({
          loss: [
            [10, 4],
            [20, 3.9],
            [30, 9],
            [40, 9.5],
            [50, 9.2],
          ],
        }),
      ),
    ).toEqual([['DIVERGENCE', 30]]));
  test('is over when the loss has come back', () => {
    const away = (index: number): number => (index >= 100 && index < 150 ? 9 : falling(index));
    expect(kindsOf(run({ loss: curve(150, away) }))).toEqual([['DIVERGENCE', 101]]);
    expect(kindsOf(run({ loss: curve(260, away) }))).toEqual([]);
  });
  test('stays open at half of what raises it', () => {
    const risen = curve(300, (index) => (index < 100 ? falling(index) : 2.3));
    expect(kindsOf(run({ loss: risen }))).toEqual([['DIVERGENCE', 101]]);
    const half = curve(300, (index) => (index < 100 ? falling(index) : 1.9));
    const lower = curve(300, (index) => (index < 100 ? falling(index) : 1.6));
    expect(kindsOf(run({ loss: half })).filter(([kind]) => kind === 'DIVERGENCE')).toEqual([]);
    expect(kindsOf(run({ loss: half }, { raised: new Set(['DIVERGENCE']) })).filter(([kind]) => kind === 'DIVERGENCE')).toHaveLength(1);
    expect(kindsOf(run({ loss: lower }, { raised: new Set(['DIVERGENCE']) })).filter(([kind]) => kind === 'DIVERGENCE')).toHaveLength(0);
  });
});

describe('overfitting', () => {
  const evaluations = (...values: number[]): [number, number][] => values.map((value, index) => [(index + 1) * 10, value]);
  test.each<[string, number[], boolean]>([
    ['two evaluations after the best, 6 % worse', [1.2, 1, 1.06, 1.06], true],
    ['two after it, 4 % worse', [1.2, 1, 1.04, 1.04], false],
    ['three after it, 3 % worse', [1.4, 1.2, 1, 1.03, 1.03, 1.03], true],
    ['three after it, 1 % worse', [1.4, 1.2, 1, 1.01, 1.01, 1.01], false],
    ['one bad evaluation', [1.4, 1.2, 1, 1, 1, 1.5], false],
    ['from the first on', [1.11, 1.3, 1.5, 1.8, 2.2, 2.75], true],
    ['noise of the same size', [1.4, 1.1, 1.3, 1.0, 1.25, 1.1, 1.3, 1.05, 1.2], false],
  ])('%s: %s', (_name, values, isOverfitting) => {
    const kinds = kindsOf(run({ loss: curve(values.length * 10, falling), eval_loss: evaluations(...values) })).map(([kind]) => kind);
    expect(kinds).toEqual(isOverfitting ? ['OVERFITTING'] : []);
  });
  test('is not what a training loss that rises as well shows', () =>
    expect(
      kindsOf(run({ loss: curve(60, (index) => 1 + index / 60), eval_loss: evaluations(1, 1.1, 1.2, 1.3, 1.4, 1.5) })).map(
        ([kind]) => kind,
      ),
    ).not.toContain('OVERFITTING'));
  test('names the metric that still improves', () => {
    const given = run({
      loss: curve(60, falling),
      eval_loss: evaluations(1.2, 1, 1.1, 1.2, 1.3, 1.4),
      eval_wer: evaluations(0.5, 0.4, 0.35, 0.3, 0.28, 0.25),
    });
    expect(findingsOf(given)[0]).toMatchObject({ kind: 'OVERFITTING', beganAtStep: 20, evidence: { disagreeingMetric: 'eval_wer' } });
  });
  test('takes the worst of several sets of held-out data', () => {
    const given = run({
      loss: curve(60, falling),
      eval_a_loss: evaluations(1.2, 1.1, 1, 0.9, 0.8, 0.7),
      eval_b_loss: evaluations(1, 1.1, 1.2, 1.3, 1.4, 1.5),
    });
    expect(findingsOf(given)[0]).toMatchObject({ kind: 'OVERFITTING', beganAtStep: 10, evidence: { metric: 'eval_b_loss' } });
  });
});

describe('learning rate', () => {
  const loss = curve(100, falling);
  const rates = (of: (index: number) => number): [number, number][] => curve(100, of);
  test.each<[string, Run, [WarningKind, number][]]>([
    ['above 1 with an unknown optimiser', run({ loss, learning_rate: rates((index) => index / 50) }), [['LEARNING_RATE', 52]]],
    [
      'of 1 with an optimiser that chooses its own',
      run({ loss, learning_rate: rates(() => 2) }, { hyperparameters: { optim: 'prodigy' } }),
      [],
    ],
    [
      'of 0.3 with Adam',
      run({ loss, learning_rate: rates(() => 0.3) }, { hyperparameters: { optim: 'adamw_torch' } }),
      [['LEARNING_RATE', 1]],
    ],
    ['of 0.3 with SGD', run({ loss, learning_rate: rates(() => 0.3) }, { hyperparameters: { optim: 'sgd' } }), []],
    [
      'three times what was configured',
      run({ loss, learning_rate: rates(() => 3e-5) }, { hyperparameters: { learning_rate: '1e-5' } }),
      [['LEARNING_RATE', 1]],
    ],
    [
      'three times what was configured, set while it ran',
      run({ loss, learning_rate: rates(() => 3e-5) }, { hyperparameters: { learning_rate: 1e-5 }, setLearningRates: [3e-5] }),
      [],
    ],
    [
      'that rises above its peak after it had fallen',
      run({ loss, learning_rate: rates((index) => (index < 50 ? 1e-4 * (1 - index / 55) : 2e-4)) }),
      [['LEARNING_RATE', 51]],
    ],
    ['that restarts at its peak', run({ loss, learning_rate: rates((index) => 1e-4 * (1 - (index % 50) / 50)) }), []],
    ['spent long before the end', run({ loss, learning_rate: rates((index) => (index < 80 ? 1e-4 : 0)) }), [['LEARNING_RATE', 81]]],
    ['of 0 from the start', run({ loss, learning_rate: rates(() => 0) }), [['LEARNING_RATE', 1]]],
    [
      'that ends with the schedule',
      run({ loss, learning_rate: rates((index) => (1e-4 * (1 + Math.cos((Math.PI * (index + 1)) / 100))) / 2) }),
      [],
    ],
    ['that is NaN', run({ loss, learning_rate: rates((index) => (index < 90 ? 1e-4 : NaN)) }), [['LEARNING_RATE', 91]]],
  ])('%s', (_name, given, expected) => expect(kindsOf(given)).toEqual(expected));
});

test('silence is raised at the last step while a job counts as silent', () => {
  const silent = run({ loss: curve(50, falling) }, { heardAt: 0, now: 900_000, isSilent: true });
  expect(findingsOf(silent)).toMatchObject([
    {
      kind: 'STALLED',
      beganAtStep: 50,
      evidence: { silentMs: 900_000 },
      message: 'Nothing was heard of the trainer for 15 min; its last step is 50.',
    },
  ]);
  expect(findingsOf({ ...silent, currentStep: 60 }), 'the step that the job shows').toMatchObject([
    { beganAtStep: 60, message: expect.stringMatching(/ its last step is 60\.$/) },
  ]);
  const at = Date.UTC(2026, 10, 20, 3);
  const loss = seriesOf(curve(5, falling).map(([step, value]) => ({ step, value, at: at - 1_000 * (5 - step) })));
  expect(findingsOf({ ...silent, series: new Map([['loss', loss]]), isActive: false, now: at, heardAt: at + 60_000 })).toMatchObject([
    { evidence: { lastStep: 5, lastPointAt: '2026-11-20T03:00:00.000Z' }, message: expect.stringContaining('of 2026-11-20 03:00 UTC') },
  ]);
  expect(kindsOf({ ...silent, isSilent: false })).toEqual([]);
  expect(kindsOf({ ...silent, heardAt: null })).toEqual([]);
});

describe('any input', () => {
  const metrics = ['loss', 'eval_loss', 'grad_norm', 'learning_rate', 'reward', 'epoch'];
  const inputs: [string, [number, number][]][] = [
    ['empty', []],
    ['one point', [[1, 1]]],
    [
      'two points',
      [
        [1, 1],
        [2, 1],
      ],
    ],
    ['constant', curve(500, () => 1)],
    ['zero', curve(5, () => 0)],
    ['all NaN', curve(200, () => NaN)],
    ['all infinite', curve(200, () => Infinity)],
    ['huge values', curve(200, (index) => (index % 2 === 0 ? 1e308 : -1e308))],
    ['tiny values', curve(200, (index) => 5e-324 * (index % 2))],
    ['steps far apart', curve(50, falling, 2 ** 45)],
  ];
  test.each(inputs)('%s in every metric gives findings whose numbers are numbers', (_name, points) => {
    for (const metric of metrics) {
      for (const finding of findingsOf(run({ [metric]: points }))) {
        expect(Number.isFinite(finding.beganAtStep)).toBe(true);
        expect(JSON.parse(JSON.stringify(finding.evidence))).toEqual(finding.evidence);
      }
    }
    for (const score of Object.values(scoresOf(run(Object.fromEntries(metrics.map((metric) => [metric, points]))).series, null)))
      expect(score === null || Number.isFinite(score), String(score)).toBe(true);
    for (const finding of findingsOf(run(Object.fromEntries(metrics.map((metric) => [metric, points])))))
      expect(Number.isFinite(finding.beganAtStep)).toBe(true);
  });
  test('a constant loss is a plateau from its first step, all NaN is NaN from it', () => {
    expect(kindsOf(run({ loss: curve(500, () => 1) }))).toEqual([['PLATEAU', 1]]);
    expect(kindsOf(run({ loss: curve(200, () => NaN) }))).toEqual([['NAN', 1]]);
  });
  // Over 10 s: on a slow machine; three trainings of a million steps, two curves each.
  test('a million points are judged as a thousand are', () => {
    const long = (of: (index: number) => number): Run => run({ loss: curve(1_000_000, of), learning_rate: curve(1_000_000, () => 1e-4) });
    expect(kindsOf(long((index) => 1 + 3 * 2 ** (-index / 300_000)))).toEqual([]);
    expect(kindsOf(long((index) => (index < 654_321 ? 1 + 3 * 2 ** (-index / 300_000) : NaN)))).toEqual([['NAN', 654_322]]);
    const [finding] = findingsOf(long((index) => (index < 600_000 ? 1 + 3 * 2 ** (-index / 100_000) : 3)));
    expect(finding?.kind).toBe('DIVERGENCE');
    expect(Math.abs((finding?.beganAtStep ?? 0) - 600_001)).toBeLessThan(2_000);
  });
});
