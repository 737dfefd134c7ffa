import { describe, expect, test } from 'vitest';
import type { Loose, TestServer } from '../../../server.testing.ts';
import { studying } from './studying.testing.ts';

const lossOf = ({ rate, width }: Loose): number => (Math.log10(rate) + 3) ** 2 + (width - 0.4) ** 2;
const space = [
  { name: 'rate', kind: 'FLOAT', low: 1e-5, high: 0.1, isLog: true },
  { name: 'width', kind: 'FLOAT', low: 0, high: 1 },
];

/** What is expected of trials before they run, advice, importances of both kinds, and the source's interface. */
export function outlookTests(served: () => TestServer): void {
  const studied = async (count: number, input: object = {}): Promise<Loose> => {
    const own = await studying(served());
    const study = await own.create({ searchSpace: space, ...input });
    for (let round = 0; round < count; round += 10)
      for (const { number, parameters } of await own.ask(study.id, Math.min(10, count - round)))
        await own.tell(study.id, number, { values: [lossOf(parameters)] });
    return { ...own, id: study.id };
  };

  describe('the next trials', () => {
    const fields =
      'nextTrials(count: 2) { number parameters mean low high expectedImprovement logExpectedImprovement probabilityOfImprovement }';

    test.each(['TPE', 'GP', 'RANDOM'])(
      'of %s are shown with what is expected of them, and are those that are given then',
      async (method) => {
        const own = await studied(20, { method });
        const { nextTrials } = await own.read(own.id, fields);
        expect(nextTrials.map(({ number }: Loose) => number)).toEqual([20, 21]);
        for (const next of nextTrials) {
          expect(next.low <= next.mean && next.mean <= next.high).toBe(true);
          expect(next.expectedImprovement).toBeCloseTo(Math.exp(next.logExpectedImprovement), 12);
          expect(next.probabilityOfImprovement).toBeGreaterThanOrEqual(0);
        }
        const given: Loose[] = await own.ask(own.id, 2);
        expect(given.map(({ parameters }) => parameters)).toEqual(nextTrials.map(({ parameters }: Loose) => parameters));
      },
    );

    test('are given without an expectation where little is known, and none where the study is at its end', async () => {
      const own = await studied(3, { maxTrials: 4 });
      expect((await own.read(own.id, fields)).nextTrials).toMatchObject([{ number: 3, mean: null, expectedImprovement: null }]);
      const [{ number }] = await own.ask(own.id);
      await own.tell(own.id, number, { state: 'FAILED' });
      expect(await own.read(own.id, `status ${fields}`)).toEqual({ status: 'COMPLETED', nextTrials: [] });
      const wrong = await own.run('query ($id: ID!) { study(id: $id) { nextTrials(count: 21) { number } } }', { id: own.id });
      expect(wrong.errors[0].extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'count' });
    });
  });

  test('advice, the best against the baseline, sensitivity and interactions come with intervals, and need enough trials', async () => {
    const selection = `stopAdvice { shouldStop sentence expectedGain low high } bestEstimate { number mean low high gain gainLow gainHigh }
      sensitivity { parameter change slice { value mean low high } } interactions { a b value low high } importance(method: FANOVA) { parameter value low high }`;
    const few = await studied(9);
    expect(await few.read(few.id, selection)).toEqual({
      stopAdvice: null,
      bestEstimate: null,
      sensitivity: null,
      interactions: null,
      importance: null,
    });
    const own = await studied(40, { baseline: { values: [1] }, method: 'RANDOM' });
    const { stopAdvice, bestEstimate, sensitivity, interactions, importance } = await own.read(own.id, selection);
    expect(stopAdvice.sentence).toContain('improve value by');
    expect(stopAdvice.low).toBeLessThanOrEqual(stopAdvice.high);
    expect(bestEstimate.gainLow <= bestEstimate.gain && bestEstimate.gain <= bestEstimate.gainHigh).toBe(true);
    expect(bestEstimate.gain).toBeCloseTo(1 - bestEstimate.mean, 12);
    expect(sensitivity[0]).toMatchObject({ parameter: 'rate' });
    expect(sensitivity[0].slice).toHaveLength(33);
    expect(importance.map(({ parameter }: Loose) => parameter).toSorted()).toEqual(['rate', 'width']);
    expect(interactions).toHaveLength(1);
  });

  test('a study is readable as the interface HyperparameterOptimization', async () => {
    const own = await studied(20, { baseline: { values: [2] }, method: 'RANDOM' });
    const [{ number, parameters }] = await own.ask(own.id);
    await own.tell(own.id, number, { step: 1, value: 3 });
    await own.tell(own.id, number, { step: 2, value: -1 });
    await own.tell(own.id, number, { step: 3, value: 0.5 });
    await own.tell(own.id, number, { values: [-1] });
    const { hyperparameterOptimization: read } = await own.read(own.id, 'hyperparameterOptimization');
    expect(Object.keys(read)).toEqual([
      'optimization_id',
      'agent_id',
      'optimization_method',
      'search_space',
      'trials',
      'best_configuration',
      'optimization_insights',
    ]);
    expect(read.optimization_method).toBe('random_search');
    expect(read.search_space).toEqual({ rate: [1e-5, 0.1], width: [0, 1] });
    expect(read.trials).toHaveLength(21);
    expect(read.trials[20]).toEqual({
      trial_id: '20',
      hyperparameters: parameters,
      validation_score: -1,
      training_time: expect.any(Number),
      convergence_epoch: 2,
      overfitting_detected: true,
    });
    expect(read.best_configuration).toEqual({ hyperparameters: parameters, validation_score: -1, improvement_over_baseline: 3 });
    expect(read.optimization_insights.most_important_params).toHaveLength(2);
    expect(Object.keys(read.optimization_insights.param_sensitivity).toSorted()).toEqual(['rate', 'width']);
    expect(read.optimization_insights.interaction_effects[0].params).toEqual(['rate', 'width']);
  });

  test('two objectives have a front, no best trial and no expectation', async () => {
    const own = await studying(served());
    const { id } = await own.create({
      method: 'NSGA_II',
      searchSpace: space,
      objectives: [{ name: 'loss' }, { name: 'speed', direction: 'MAXIMIZE' }],
    });
    for (const [number, values] of [
      [1, 1],
      [2, 3],
      [3, 2],
      [0.5, 0.5],
    ].entries()) {
      await own.ask(id);
      await own.tell(id, number, { values });
    }
    expect(
      await own.read(id, 'best { number } paretoFront { number values } stopAdvice { sentence } nextTrials(count: 1) { mean }'),
    ).toEqual({
      best: null,
      paretoFront: [
        { number: 3, values: [0.5, 0.5] },
        { number: 0, values: [1, 1] },
        { number: 1, values: [2, 3] },
      ],
      stopAdvice: null,
      nextTrials: [{ mean: null }],
    });
  });
}
