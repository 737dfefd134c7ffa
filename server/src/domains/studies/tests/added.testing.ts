import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { needsSharedData, sharedData } from '../../../../tests/shared-data.testing.ts';
import type { Loose, TestServer } from '../../../server.testing.ts';
import { studying } from './studying.testing.ts';

const ADD =
  'mutation ($id: ID!, $trials: [StudyTrialInput!]!) { addStudyTrials(studyId: $id, trials: $trials) { accepted updated rejected { index field reason } } }';
const IMPORT =
  'mutation ($input: ImportStudyInput!) { importStudy(input: $input) { trialCount rejected { index field reason } study { id searchSpace { name kind low high isLog choices } counts { completeCount prunedCount failedCount runningCount } best { number values } } } }';

/** Trials whose parameters were chosen elsewhere: added one by one, or read from a file of Optuna. */
export function addedTests(served: () => TestServer): void {
  const adding = async () => {
    const own = await studying(served());
    const add = async (id: string, trials: readonly object[]): Promise<Loose> => (await own.run(ADD, { id, trials })).data.addStudyTrials;
    const read = async (input: object): Promise<Loose> => {
      const body = await own.run(IMPORT, { input: { name: 'imported', ...input } });
      return body.errors === undefined ? body.data.importStudy : body.errors[0].extensions;
    };
    return { ...own, add, importStudy: read };
  };

  describe('trials that are added', () => {
    test('are stored once; a bad one is rejected by index and costs no other', async () => {
      const own = await adding();
      const { id } = await own.create();
      const trials = [
        { externalId: '7', parameters: { rate: 0.001, optimizer: 'adam' }, values: [2] },
        {
          externalId: '8',
          parameters: { rate: 0.01, optimizer: 'sgd', momentum: 0.5 },
          reports: [
            { step: 2, value: 5 },
            { step: 1, value: null },
          ],
        },
        { externalId: '9', parameters: { rate: 1, optimizer: 'adam' }, values: [1] },
        { externalId: '10', parameters: { rate: 0.01, optimizer: 'adam', momentum: 0.5 }, values: [1] },
        { externalId: '11', parameters: { rate: 0.01, speed: 1 }, values: [1] },
        { parameters: { rate: 0.01 }, values: [null] },
        { parameters: { rate: 0.01 }, values: [1, 2] },
      ];
      const answer = await own.add(id, trials);
      expect(answer).toMatchObject({
        accepted: 3,
        updated: 0,
        rejected: [
          { index: 2, field: 'parameters.rate' },
          { index: 3, field: 'parameters.momentum' },
          { index: 4, field: 'parameters' },
          { index: 6, field: 'values' },
        ],
      });
      expect(await own.add(id, trials.slice(0, 2))).toMatchObject({ accepted: 0, updated: 2, rejected: [] });
      expect(await own.add(id, [{ ...trials[1], values: [4] }])).toMatchObject({ updated: 1 });
      const all = 'trials { edges { node { number externalId state values lastStep reason } } }';
      expect((await own.read(id, all)).trials.edges.map(({ node }: Loose) => node)).toEqual([
        { number: 0, externalId: '7', state: 'COMPLETE', values: [2], lastStep: null, reason: null },
        { number: 1, externalId: '8', state: 'COMPLETE', values: [4], lastStep: 2, reason: null },
        { number: 2, externalId: null, state: 'FAILED', values: null, lastStep: null, reason: 'The objective "value" is no number.' },
      ]);
      const [{ number }] = await own.ask(id);
      expect(number, 'the next number').toBe(3);
    });
  });

  describe('a study of Optuna', () => {
    const trial = (number: number, rest: object = {}) => ({
      number,
      state: 'COMPLETE',
      value: number,
      params: { x: number / 10, kind: 'a' },
      ...rest,
    });

    test('is read with what its values show where it has no distributions, and every state', async () => {
      const own = await adding();
      const trials = [
        trial(1),
        trial(2, { state: 'PRUNED', intermediate_values: { '3': 1.5 } }),
        trial(3, { state: 'FAIL', value: null, params: { x: 0.3, kind: 'b', n: 4 } }),
        trial(4, { state: 'RUNNING', value: null }),
      ];
      // Python writes NaN, which is no JSON.
      const text = JSON.stringify([...trials, trial(5, { value: 'nan' })]).replace('"nan"', 'NaN');
      const answer = await own.importStudy({ text, objectives: [{ name: 'loss' }] });
      expect(answer).toMatchObject({
        trialCount: 5,
        rejected: [],
        study: {
          counts: { completeCount: 1, prunedCount: 1, failedCount: 2, runningCount: 1 },
          searchSpace: [
            { name: 'x', kind: 'FLOAT', low: 0.1, high: 0.5 },
            { name: 'kind', kind: 'CATEGORICAL', choices: ['a', 'b'] },
            { name: 'n', kind: 'INT', low: 4, high: 4 },
          ],
        },
      });
      for (const [bad, words] of [
        ['', 'neither JSON nor CSV'],
        ['[]', 'no list of trials'],
        ['{"a": ', 'is not JSON'],
        ['a,b\n1,2', 'no columns'],
      ] as const)
        expect(await own.importStudy({ name: 'bad', text: bad })).toMatchObject({
          code: 'BAD_STUDY',
          field: 'input.text',
          reason: expect.stringContaining(words === 'neither JSON nor CSV' ? 'no columns' : words),
        });
      expect(await own.importStudy({ text })).toMatchObject({ code: 'BAD_STUDY', field: 'input.name' });
    });

    test.skipIf(sharedData === null)(`is read whole from JSON and from CSV ${needsSharedData}`, async () => {
      const own = await adding();
      const file = (name: string): string => readFileSync(join(sharedData ?? '', 'training/made/hpo', name), 'utf8');
      const json = await own.importStudy({ name: 'json', text: file('tpe.trials.json') });
      expect(json).toMatchObject({
        trialCount: 60,
        rejected: [],
        study: { counts: { completeCount: 26, prunedCount: 34 }, best: { number: 29, values: [3.08742618560791] } },
      });
      expect(json.study.searchSpace).toContainEqual(
        expect.objectContaining({ name: 'learning_rate', kind: 'FLOAT', low: 1e-5, high: 0.1, isLog: true }),
      );
      const csv = await own.importStudy({ name: 'csv', text: file('random.trials.csv') });
      expect(csv).toMatchObject({
        trialCount: 50,
        rejected: [],
        study: { counts: { completeCount: 50 }, best: { number: 29, values: [2.9812138080596924] } },
      });
      expect(csv.study.searchSpace).toContainEqual(expect.objectContaining({ name: 'learning_rate', isLog: true }));
      const { importance } = await own.read(json.study.id, 'importance { parameter value }');
      const published = JSON.parse(file('reference_importances.json')).tpe.importances.ped_anova_default;
      for (const { parameter, value } of importance) expect(Math.abs(value - published[parameter])).toBeLessThan(1e-6);
    });
  });
}
