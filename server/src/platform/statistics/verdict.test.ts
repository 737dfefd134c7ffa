import { describe, expect, test } from 'vitest';
import type { Evidence, GoalEvidence } from './evidence.ts';
import { judge, standingOf } from './verdict.ts';

const goal = (values: Partial<GoalEvidence> = {}): GoalEvidence => ({
  name: 'success',
  role: 'GOAL',
  better: 'MORE',
  unit: 'share',
  effect: 0.031,
  interval: { low: 0.012, high: 0.05 },
  minimalEffect: 0.01,
  ...values,
});
const evidence = (values: Partial<Evidence> = {}): Evidence => ({
  variant: 'b',
  kind: 'SEQUENTIAL',
  alpha: 0.05,
  sampleRatioPValue: 0.4,
  units: [5_000, 5_000],
  plannedUnits: 20_000,
  unitsPerDay: 1_000,
  goals: [goal()],
  ...values,
});
const open = goal({ effect: 0.02, interval: { low: -0.01, high: 0.05 }, minimalEffect: null });
const within = goal({ effect: 0.001, interval: { low: -0.004, high: 0.006 } });
const worse = goal({ name: 'rating', unit: 'rating', effect: -0.2, interval: { low: -0.3, high: -0.1 }, minimalEffect: null });
const breached = goal({
  name: 'latency',
  role: 'GUARDRAIL',
  better: 'LESS',
  unit: 'ms',
  effect: 140,
  interval: { low: 80, high: Infinity },
  minimalEffect: 50,
});

describe('a verdict', () => {
  test.each<[string, Partial<Evidence>, string, string]>([
    ['that is better', {}, 'WON', 'Variant b raises success by 3.1 points (95 % always-valid interval 1.2 to 5.0 points). It won.'],
    [
      'of a goal of which less is better',
      {
        goals: [
          goal({ name: 'cost', unit: 'usd', better: 'LESS', effect: 0.002, interval: { low: 0.001, high: 0.003 }, minimalEffect: null }),
        ],
      },
      'LOST',
      'Variant b raises cost by 0.002 USD (95 % always-valid interval 0.001 to 0.003 USD). It lost.',
    ],
    [
      'that holds 0, with time left',
      { goals: [open] },
      'NOT_DECISIVE',
      'So far success is 2.0 points higher with variant b (95 % always-valid interval -1.0 to 5.0 points). Not decisive yet: about 12 days more at this traffic.',
    ],
    [
      'before the planned units, by the first goal',
      { kind: 'FIXED', goals: [goal(), { ...open, name: 'the basket' }] },
      'NOT_DECISIVE',
      'So far success is 3.1 points higher with variant b (95 % confidence interval 1.2 to 5.0 points). Not decisive yet (10,000 of 20,000 planned units, and the test is read once, at the end): about 10 days more at this traffic.',
    ],
    [
      'of a test that is read once, without a plan',
      { kind: 'FIXED', plannedUnits: null, needsPlan: true },
      'NOT_DECISIVE',
      'So far success is 3.1 points higher with variant b (95 % confidence interval 1.2 to 5.0 points). Not decisive: the test is read once, at a planned number of units, and none is planned; plan one, or choose the sequential method.',
    ],
    [
      'within the minimal effect',
      { goals: [within] },
      'NO_RELEVANT_DIFFERENCE',
      'Variant b raises success by 0.1 points (95 % always-valid interval -0.4 to 0.6 points). There is no difference larger than 1.0 points.',
    ],
    [
      'of a breached guardrail, whatever the goal shows',
      { goals: [goal(), breached] },
      'LOST',
      'Variant b raises latency by 140 ms (95 % always-valid interval from 80 ms upwards). This is worse than the guardrail allows: it lost.',
    ],
    [
      'of goals that disagree',
      { goals: [goal(), worse] },
      'NOT_DECISIVE',
      'Variant b lowers rating by 0.2 (95 % always-valid interval -0.3 to -0.1). Another goal is better, so that the goals disagree, and a person decides.',
    ],
    [
      'of a test with a fixed end that is read early',
      { kind: 'FIXED' },
      'NOT_DECISIVE',
      'So far success is 3.1 points higher with variant b (95 % confidence interval 1.2 to 5.0 points). Not decisive yet (10,000 of 20,000 planned units, and the test is read once, at the end): about 10 days more at this traffic.',
    ],
    [
      'of a test with a fixed end at its end',
      { kind: 'FIXED', units: [10_000, 10_000] },
      'WON',
      'Variant b raises success by 3.1 points (95 % confidence interval 1.2 to 5.0 points). It won.',
    ],
    [
      'of a broken split',
      { sampleRatioPValue: 0.000_02, units: [5_200, 4_800] },
      'CANNOT_JUDGE',
      "Variant b can't be judged: 5,200 units of the base beside 4,800 do not fit the weights (p = 0.000020), so that something besides the variant differs.",
    ],
    ['without units', { units: [10, 0] }, 'CANNOT_JUDGE', "Variant b can't be judged: it has no units yet."],
    ['without a goal', { goals: [] }, 'CANNOT_JUDGE', "Variant b can't be judged: the experiment has no goal."],
    [
      'of a breached guardrail, where no goal has numbers and the planned units are far',
      { kind: 'FIXED', goals: [goal({ effect: null, interval: null, problem: 'NO_VARIANCE' }), breached] },
      'LOST',
      'Variant b raises latency by 140 ms (95 % always-valid interval from 80 ms upwards). This is worse than the guardrail allows: it lost.',
    ],
    [
      'without numbers',
      { goals: [goal({ effect: null, interval: null, problem: 'NO_VARIANCE' })] },
      'CANNOT_JUDGE',
      "Variant b can't be judged: no goal has numbers that can be compared (all units have the same value).",
    ],
    [
      'of a few units',
      { units: [20, 25] },
      'NOT_DECISIVE',
      'So far success is 3.1 points higher with variant b (95 % always-valid interval 1.2 to 5.0 points). Too few units for a verdict: about 1 day more at this traffic.',
    ],
  ])('%s', (_name, values, verdict, sentence) => {
    const found = judge(evidence(values));
    expect(found.verdict).toBe(verdict);
    expect(found.sentence).toBe(sentence);
  });

  test('comes from the threshold of the sample ratio on', () => {
    expect(judge(evidence({ sampleRatioPValue: 0.001 })).verdict).toBe('WON');
    expect(judge(evidence({ sampleRatioPValue: 0.000_999 })).verdict).toBe('CANNOT_JUDGE');
    expect(judge(evidence({ sampleRatioPValue: null })).verdict).toBe('WON');
  });

  test('has no days left where the traffic is unknown, or more than a year is missing', () => {
    expect(judge(evidence({ goals: [open], unitsPerDay: null })).daysLeft).toBeNull();
    expect(judge(evidence({ goals: [{ ...open, effect: 0.0001 }] })).daysLeft).toBeNull();
    expect(judge(evidence()).daysLeft).toBeNull();
  });
});

test.each<[Partial<GoalEvidence>, string]>([
  [{ interval: { low: 0, high: 0.05 } }, 'OPEN'],
  [{ interval: { low: 0.000_1, high: 0.05 } }, 'BETTER'],
  [{ interval: { low: 0.000_1, high: 0.009 } }, 'WITHIN'],
  [{ interval: { low: -0.05, high: -0.000_1 } }, 'WORSE'],
  [{ interval: { low: -0.009, high: -0.000_1 } }, 'WITHIN'],
  [{ interval: { low: -0.05, high: -0.02 }, better: 'LESS' }, 'BETTER'],
  [{ interval: { low: -0.01, high: 0.005 } }, 'OPEN'],
  [{ interval: null }, 'UNKNOWN'],
  [{ interval: { low: NaN, high: 1 } }, 'UNKNOWN'],
  [{ role: 'GUARDRAIL', interval: { low: -Infinity, high: -0.005 } }, 'OPEN'],
  [{ role: 'GUARDRAIL', interval: { low: -Infinity, high: -0.011 } }, 'WORSE'],
  [{ role: 'GUARDRAIL', interval: { low: 0.2, high: Infinity } }, 'OPEN'],
])('a goal with %j is %s', (values, standing) => expect(standingOf(goal(values))).toBe(standing));
