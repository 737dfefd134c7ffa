import { describe, expect, test } from 'vitest';
import { needsSharedData, sharedData } from '../../../../tests/shared-data.testing.ts';
import { findingsOf } from '../../health/pure/findings.ts';
import { healthy, makeRun, runUntil, shapeOf, sick } from '../../health/pure/made-runs.testing.ts';
import { runOf, stateOf } from '../../health/pure/published-runs.testing.ts';
import { lastStepOf } from '../../health/pure/roles.ts';
import type { Run } from '../../health/pure/run.ts';
import type { SignalMetric } from '../types.ts';
import { trainingAlarms, type TrainingAlarm } from './training.ts';

interface Opened {
  readonly moment: number;
  readonly alarm: TrainingAlarm;
  closed: number | null;
}

/** What opens and closes while a run is judged at so many moments, as its health is. */
function followed(at: (share: number) => Run, moments: number): Opened[] {
  const found: Opened[] = [];
  let raised: Run['raised'] = new Set();
  for (let moment = 1; moment <= moments; moment += 1) {
    const run: Run = { ...at(moment / moments), isActive: true, raised };
    const warnings = findingsOf(run);
    raised = new Set(warnings.map(({ kind }) => kind));
    const open = found.filter(({ closed }) => closed === null);
    const since = new Map<SignalMetric, number>(open.map(({ alarm }) => [alarm.metric, alarm.beganAt]));
    const alarms = trainingAlarms(run, warnings, since);
    for (const one of open) if (!alarms.some(({ metric }) => metric === one.alarm.metric)) one.closed = moment;
    for (const alarm of alarms) if (!since.has(alarm.metric)) found.push({ moment, alarm, closed: null });
  }
  return found;
}

const ofMade = (run: Run, moments = 60): Opened[] => followed((share) => runUntil(run, share * lastStepOf(run.series)), moments);

describe.skipIf(sharedData === null)(`published runs ${needsSharedData}`, () => {
  test.each([
    'made/sft-6500/trainer_state.json',
    'made/dpo-400/trainer_state.json',
    'yc1999+stanford_alpaca/output/trainer_state.json',
    'sherryxzhao+lora_alpaca/output/trainer_state.json',
    'syGOAT+Mistral-v0.2-Translator-bf16/trainer_state.json',
    'HangerYang+Star/trainer_state.json',
    'arkB+morazubot_v4/output/trainer_state.json',
    'hykun1989+360-LLaMA-Factory-grpo/trainer_log.jsonl',
    'Fujump+qlora/output/trainer_state.json',
  ])('%s: nothing is out at any of 100 moments', (path) => {
    const state = stateOf(path);
    expect(followed((share) => runOf(state, share, 1_000), 100)).toEqual([]);
  });

  test('a rate of up to 8: the loss is out from step 4 on, once, far above its range', () => {
    const state = stateOf('made/diverge-filter-on/trainer_state.json');
    const found = followed((share) => runOf(state, share, 1_000), 100);
    expect(found).toHaveLength(1);
    const [{ alarm }] = found as [Opened];
    expect(alarm).toMatchObject({ metric: 'TRAINING_LOSS', kind: 'LEVEL_SHIFT', direction: 'UP', severity: 'CRITICAL', beganAt: 4_000 });
    expect(alarm.worst.value).toBeGreaterThan(alarm.worst.high);
  });
});

describe('runs that are made', () => {
  test('of those that go well next to none is out, spikes, stairs and waves included', () => {
    let count = 0;
    for (const make of Object.values(healthy)) for (let seed = 1_001; seed <= 1_004; seed += 1) count += ofMade(make(seed).run, 40).length;
    // 32 runs, judged 40 times each.
    expect(count).toBeLessThanOrEqual(1);
  });

  test('a loss that jumps and one that explodes are found once each, where they began; so is lost throughput', () => {
    for (const [name, metric] of [
      ['loss jumps and stays', 'TRAINING_LOSS'],
      ['loss explodes from the start', 'TRAINING_LOSS'],
      ['steps become slower', 'TRAINING_THROUGHPUT'],
    ] as const)
      for (let seed = 1_001; seed <= 1_003; seed += 1) {
        const made = (sick[name] as NonNullable<(typeof sick)[string]>)(seed);
        const found = ofMade(made.run);
        expect([name, seed, found.map(({ alarm }) => alarm.metric)]).toEqual([name, seed, [metric]]);
        const [{ alarm }] = found as [Opened];
        const outside = alarm.direction === 'UP' ? alarm.worst.value > alarm.worst.high : alarm.worst.value < alarm.worst.low;
        expect([name, seed, outside]).toEqual([name, seed, true]);
      }
  });

  test('a gradient norm that jumps to 30 times its level is out while it lasts, and the loss beside it is not', () => {
    const shape = shapeOf(7, { steps: 2_000, logEvery: 5, noise: 0.03, schedule: 'constant', reward: false });
    const run = makeRun(7, shape, (draft) => {
      const usual = draft.gradNorm;
      draft.gradNorm = (step, value) => usual(step, value) * (step > 1_200 && step <= 1_400 ? 30 : 1);
    });
    const found = ofMade(run, 100);
    expect(found.map(({ alarm }) => alarm.metric)).toEqual(['GRADIENT_NORM']);
    const [{ moment, closed, alarm }] = found as [Opened];
    expect(moment / 100).toBeGreaterThan(0.6);
    expect(moment / 100).toBeLessThan(0.65);
    expect(closed === null ? 0 : closed / 100).toBeGreaterThan(0.69);
    expect(closed === null ? 9 : closed / 100).toBeLessThan(0.75);
    expect(alarm.worst.value / alarm.worst.expected).toBeGreaterThan(20);
    expect(alarm.severity).toBe('WARNING');
  });

  test('a job that does not train is not watched, nor one with few points', () => {
    const made = (sick['loss explodes from the start'] as NonNullable<(typeof sick)[string]>)(1_001);
    const run = { ...made.run, isActive: false };
    expect(trainingAlarms(run, findingsOf(run), new Map())).toEqual([]);
    const few = runUntil((healthy['plain'] as NonNullable<(typeof healthy)[string]>)(1_001).run, 3);
    expect(trainingAlarms(few, findingsOf(few), new Map())).toEqual([]);
  });
});
