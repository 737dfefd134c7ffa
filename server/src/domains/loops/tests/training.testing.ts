import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { REFERENCE_TRAINER } from '../../../commands/runner/configuration.ts';
import { runRunner } from '../../../commands/runner/runner.ts';
import { wilson95 } from '../../../platform/statistics/wilson.ts';
import type { Loose } from '../../../server.testing.ts';
import { inWorkspace } from '../../../platform/store/scope.ts';
import { drainEvaluating } from '../../evaluation-runs/background/work.ts';
import { saidIn } from '../../judges/tests/fake-judge.testing.ts';
import { openFakeModels } from '../../model-connections/tests/fake-models.testing.ts';
import { connectModels } from '../../playground/tests/runs.testing.ts';
import { must, openLoops, type Exchange, type World } from './api.testing.ts';

/** Sums below 10 are answered well, others as 9. */
const sums: readonly Exchange[] = Array.from({ length: 100 }, (_, n): Exchange => {
  const [a, b] = [Math.floor(n / 10), n % 10];
  const sum = a + b;
  return sum < 10
    ? { asked: `${a}+${b}`, answered: `${sum}`, isGood: true }
    : { asked: `${a}+${b}`, answered: '9', isGood: false, corrected: `${sum}` };
});

const parameters = {
  steps: 120,
  width: 32,
  layers: 1,
  heads: 2,
  context_length: 12,
  batch_size: 24,
  learning_rate: 0.01,
  warmup_steps: 10,
  eval_steps: 60,
  logging_steps: 20,
  sample_count: 0,
};

export function testTraining(world: World): void {
  describe('a loop with a connected model', () => {
    test('has it answer the very prompts in an evaluation run, which shows the loop', async () => {
      const { send, start, build, change, drain, at, items, workspace, server, stepOf } = await openLoops(world);
      await send(sums.slice(0, 40));
      const id = await start({ heldOutShare: 0.5 });
      await build(id);
      const fake = await openFakeModels({ api: 'openai' });
      try {
        await connectModels(workspace, 'open', fake.url);
        // It knows all sums but those with a 5.
        fake.answer((request) => {
          const [a, b] = saidIn(request).user.split('+').map(Number) as [number, number];
          return [{ text: saidIn(request).user.includes('5') ? 'no idea' : ` ${a + b} ` }];
        });
        expect(await change('attachLoopModel', 'AttachLoopModelInput', { id })).toMatchObject({ code: 'BAD_LOOP', field: 'input.jobId' });
        expect(await change('attachLoopModel', 'AttachLoopModelInput', { id, model: 'open/none' })).toMatchObject({ field: 'input.model' });
        expect(await change('attachLoopModel', 'AttachLoopModelInput', { id, model: 'open/large' })).toMatchObject({
          status: 'RUNNING',
          step: 'MODEL',
        });
        await drain();
        expect(await stepOf(id, 'MODEL')).toMatchObject({ state: 'DONE', sentence: 'open/large answers.' });
        expect(await at(id)).toMatchObject({ step: 'REPLAY', status: 'RUNNING' });
        await drainEvaluating(server.stores, server.live);
        await inWorkspace(workspace.id, () =>
          server.stores.prisma.loop.updateMany({ where: { workspaceId: workspace.id }, data: { notBefore: null } }),
        );
        await drain();
        const loop = await at(id);
        expect(loop).toMatchObject({ status: 'DONE', step: 'VERDICT' });
        const all = await items(id);
        for (const { prompt, outcome, kind } of all) {
          const isRight = !prompt.includes('5');
          expect(outcome, prompt).toBe(kind === 'FAILURE' ? (isRight ? 'FIXED' : 'STILL_WRONG') : isRight ? 'KEPT' : 'BROKE');
        }
        const replay = await stepOf(id, 'REPLAY');
        expect(replay.sentence).toBe('40 of 40 prompts answered by the new model.');
        const { evaluationRun } = await must(
          workspace,
          'query ($id: ID!) { evaluationRun(id: $id) { model loop { id } scores { name passShare } } }',
          {
            id: replay.link.split('/').at(-1),
          },
        );
        expect(evaluationRun).toMatchObject({ model: 'open/large', loop: { id }, scores: [{ name: 'as expected' }] });
        // Its own score says the same.
        expect(evaluationRun.scores[0].passShare).toBeCloseTo(
          all.filter(({ outcome }) => outcome === 'FIXED' || outcome === 'KEPT').length / 40,
          12,
        );
      } finally {
        await fake.close();
      }
    });
  });

  describe('a loop with a trainer', () => {
    // Over 10 s: a small language model is trained by the trainer in TypeScript, as a process of a runner.
    test('goes from failed answers to a model and its verdict, and every artefact shows it', { timeout: 120_000 }, async () => {
      const { send, start, build, change, drain, at, items, workspace, server, stepOf } = await openLoops(world);
      await send(sums);
      const id = await start();
      await build(id);
      const { saveTrainingConfiguration: configuration } = await must(
        workspace,
        'mutation ($input: SaveTrainingConfigurationInput!) { saveTrainingConfiguration(input: $input) { id } }',
        { input: { name: 'sums', command: 'reference', parameters } },
      );
      const wish = { id, configurationId: configuration.id, outputModel: 'sums-fixed' };
      const begun = await change('startLoopTraining', 'StartLoopTrainingInput', wish);
      expect(begun).toMatchObject({ status: 'RUNNING', step: 'TRAINING' });
      expect(await change('startLoopTraining', 'StartLoopTrainingInput', wish)).toMatchObject({ code: 'LOOP_NOT_THERE' });
      const folder = join(world.folder(), `runner-${workspace.id}`);
      await mkdir(folder, { recursive: true });
      await writeFile(
        join(folder, 'runner.json'),
        JSON.stringify({ commands: { reference: { run: [process.execPath, REFERENCE_TRAINER] } } }),
      );
      const never = new AbortController().signal;
      const said: string[] = [];
      await runRunner(
        { url: server.url, apiKey: workspace.secret },
        { name: 'test', folder, isOnce: true, stopping: never, giveBack: never, say: (text) => said.push(text) },
      );
      await drain();
      const loop = await at(id);
      const shown = JSON.stringify([said.slice(-1), loop.steps]);
      expect(loop, shown).toMatchObject({ status: 'DONE', step: 'VERDICT' });
      expect(loop.steps.every(({ state }: Loose) => state === 'DONE')).toBe(true);
      const { trainingJob: job } = await must(
        workspace,
        `query ($id: ID!) { trainingJob(id: $id) { status datasetName outputModel loop { id } registration { version model { name } loop { id } } hyperparameters } }`,
        { id: loop.job.id },
      );
      expect(job).toMatchObject({ status: 'FINISHED', datasetName: 'Loop: sums, version 1', outputModel: 'sums-fixed', loop: { id } });
      expect(job.registration).toMatchObject({ version: 1, model: { name: 'sums-fixed' }, loop: { id } });
      expect(job.hyperparameters).toMatchObject({ dataset_version: loop.datasetVersion.id, steps: 120 });
      // Counted a second time, from the items.
      const all = await items(id);
      const counted = (kind: string, outcome: string, isTrained?: boolean): number =>
        all.filter((item) => item.kind === kind && item.outcome === outcome && (isTrained === undefined || item.isTrained === isTrained))
          .length;
      const { fixed, fixedHeldOut, broke, sentence } = loop.verdict;
      expect(fixed).toMatchObject({ count: counted('FAILURE', 'FIXED'), outOf: 45 });
      expect(fixedHeldOut.count).toBe(counted('FAILURE', 'FIXED', false));
      expect(broke.count).toBe(counted('CONTROL', 'BROKE', false));
      expect(broke.outOf).toBe(all.filter(({ split }) => split === 'control').length);
      const interval = wilson95(fixed.count, 45);
      expect([fixed.low, fixed.high]).toEqual([interval?.low, interval?.high]);
      for (const item of all) {
        const isRight = item.newAnswer.trim() === item.expectedAnswer;
        expect(item.outcome).toBe(item.kind === 'FAILURE' ? (isRight ? 'FIXED' : 'STILL_WRONG') : isRight ? 'KEPT' : 'BROKE');
      }
      // Each failed before; the model has learned from their corrections.
      expect(fixed.count).toBeGreaterThan(20);
      expect(sentence).toContain(`of the 45 failed prompts`);
      expect(await stepOf(id, 'REPLAY')).toMatchObject({ count: 100, outOf: 100 });
      expect((await stepOf(id, 'TRAINING')).link).toContain('/training/');
    });
  });
}
