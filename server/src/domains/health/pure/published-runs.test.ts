import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { needsSharedData, sharedData } from '../../../../tests/shared-data.testing.ts';
import { canonicalMetric } from '../../training/pure/metric-name.ts';
import type { WarningKind } from './finding.ts';
import { findingsOf } from './findings.ts';
import { healthOf } from './health.ts';
import type { Run } from './run.ts';
import { seriesOf, type Series } from './series.ts';

/* Real runs, and some of our own: what each is known for, at its end and at 25 moments on the way. */

interface State {
  readonly log_history: readonly Readonly<Record<string, unknown>>[];
  readonly max_steps: number;
  readonly num_train_epochs: number | null;
}

function stateOf(path: string): State {
  // Python writes NaN and Infinity as they are.
  const text = readFileSync(join(sharedData as string, 'training', path), 'utf8');
  const parse = (json: string): unknown => JSON.parse(json.replaceAll(/(?<=[\s:[,])(?:NaN|-?Infinity)(?=[\s,\]}])/g, '"$&"'));
  if (!path.endsWith('.jsonl')) return parse(text) as State;
  const lines = text
    .trim()
    .split('\n')
    .map((line) => parse(line) as Record<string, unknown>);
  return { log_history: lines, max_steps: Number(lines[0]?.['total_steps']), num_train_epochs: null };
}

function runOf({ log_history, max_steps, num_train_epochs }: State, share = 1): Run {
  const last = Math.max(...log_history.map((entry) => Number(entry['step'] ?? entry['current_steps'])));
  const points = new Map<string, { step: number; value: number; at: number }[]>();
  for (const entry of log_history) {
    const step = Number(entry['step'] ?? entry['current_steps']);
    if (step > share * last) continue;
    for (const [name, given] of Object.entries(entry)) {
      const value = Number(given);
      if (name === 'step' || (Number.isNaN(value) && given !== 'NaN' && !Number.isNaN(given))) continue;
      const metric = canonicalMetric(name);
      const list = points.get(metric) ?? [];
      points.set(metric, list);
      list.push({ step, value, at: Number.NaN });
    }
  }
  const series = new Map<string, Series>([...points].map(([metric, list]) => [metric, seriesOf(list)]));
  const base = {
    system: new Map(),
    now: 0,
    periods: [],
    heardAt: null,
    isSilent: false,
    currentStep: null,
    hyperparameters: {},
    setLearningRates: [],
    hourlyNanoUsd: null,
    raised: new Set<WarningKind>(),
  };
  return { ...base, series, isActive: share < 1, totalSteps: max_steps, totalEpochs: num_train_epochs };
}

const known: readonly (readonly [path: string, known: Readonly<Partial<Record<WarningKind, number>>>])[] = [
  ['made/sft-6500/trainer_state.json', {}],
  ['made/dpo-400/trainer_state.json', {}],
  // A rate of up to 8: the loss leaves at step 4, and reads 0 from step 19 on.
  ['made/diverge-filter-on/trainer_state.json', { DIVERGENCE: 4, LEARNING_RATE: 5, HIDDEN_NAN: 19 }],
  ['yc1999+stanford_alpaca/output/trainer_state.json', {}],
  ['sherryxzhao+lora_alpaca/output/trainer_state.json', {}],
  ['syGOAT+Mistral-v0.2-Translator-bf16/trainer_state.json', {}],
  ['syGOAT+Mistral-v0.2-Translator-bf16/checkpoint-4000/trainer_state.json', {}],
  ['syGOAT+Mistral-v0.2-Translator-bf16/trainer_log.jsonl', {}],
  ['HangerYang+Star/trainer_state.json', {}],
  ['arkB+morazubot_v4/output/trainer_state.json', {}],
  ['LusterSourav+adaption-autoscientist-challenge-50000-prize-pool-bisenx/translation_model/trainer_state.json', {}],
  ['hykun1989+360-LLaMA-Factory-grpo/trainer_log.jsonl', {}],
  // 24 epochs without held-out data, from 2.2 to 0.07.
  ['Fujump+qlora/output/trainer_state.json', { OVERFITTING: 8_510 }],
];

describe.skipIf(sharedData === null)(`published runs ${needsSharedData}`, () => {
  test.each(known)('%s', (path, expected) => {
    const state = stateOf(path);
    expect(Object.fromEntries(findingsOf(runOf(state)).map(({ kind, beganAtStep }) => [kind, beganAtStep]))).toEqual(expected);
    for (let moment = 1; moment < 25; moment++) {
      for (const { kind } of findingsOf(runOf(state, moment / 25))) expect(Object.keys(expected)).toContain(kind);
    }
  });

  test('the scores of 6,500 steps that went well, and of 300 that broke at step 4', () => {
    const well = healthOf(runOf(stateOf('made/sft-6500/trainer_state.json')));
    // Best evaluation 1.2968 at step 5,250; of the last three (1.3016, 1.3036, 1.3038) the median is 1.3036.
    expect(well.scores.overfitting).toBeCloseTo(1 - 1.2967547178268433 / 1.3035812377929688, 6);
    expect(well.overtraining).toMatchObject({ isOvertrained: false, bestEpoch: 20, totalEpochs: 26, wastedEpochs: 0 });
    expect(well.scores.convergence).toBeGreaterThan(0.7);
    expect(well.scores.stability).toBeGreaterThan(0.85);
    const broken = healthOf(runOf(stateOf('made/diverge-filter-on/trainer_state.json')));
    expect(broken.scores.stability).toBeLessThan(0.1);
    expect(broken.overtraining).toBeNull();
  });
});
