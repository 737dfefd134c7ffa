import { describe, expect, test } from 'vitest';
import { needsSharedData, sharedData } from '../../../../tests/shared-data.testing.ts';
import type { WarningKind } from './finding.ts';
import { findingsOf } from './findings.ts';
import { healthOf } from './health.ts';
import { runOf, stateOf } from './published-runs.testing.ts';

/* What each run is known for, at its end and at 25 moments on the way. */

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
