import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { needsSharedData, sharedData } from '../../../../../tests/shared-data.testing.ts';
import { formatOf } from '../../formats.ts';
import { readSource, type Read } from '../../runs/reading.testing.ts';

/** What the README of the shared data states of each run. */
describe.skipIf(sharedData === null)(`real trainings ${needsSharedData}`, () => {
  async function read(path: string): Promise<Read> {
    const format = await formatOf(join(sharedData as string, 'training', path), null, false);
    if (!('open' in format)) throw new Error(`${path} is taken for ${format.id}`);
    return readSource(await format.open(join(sharedData as string, 'training', path)));
  }
  const finished = [{ status: 'FINISHED', reason: 'COMPLETED' }];
  const valuesOf = ({ points }: Read, metric: string): number[] =>
    points.filter((point) => point.metric === metric).map(({ value }) => value);
  const stepsOf = ({ points }: Read, metric: string): number[] => points.filter((point) => point.metric === metric).map(({ step }) => step);

  test('6,500 steps of fine-tuning with 26 evaluations, the best at step 5,250', async () => {
    const run = await read('made/sft-6500/trainer_state.json');
    const [losses, steps] = [valuesOf(run, 'eval_loss'), stepsOf(run, 'eval_loss')];
    expect([stepsOf(run, 'loss').length, losses.length, run.bad, run.ends]).toEqual([6_500, 26, [], finished]);
    expect(Math.min(...losses)).toBeCloseTo(1.2968, 4);
    expect(steps[losses.indexOf(Math.min(...losses))]).toBe(5_250);
    expect(losses.at(-1)).toBeCloseTo(1.3038, 4);
    expect(run.facts).toMatchObject({ name: 'sft-6500', totalSteps: 6_500, totalTokensProcessed: 3_324_160 });
  });

  test('the same scalars from its TensorBoard file, in single precision', async () => {
    const [events, state] = [
      await read('made/sft-6500/events.out.tfevents.1795182228.vm.28640.0'),
      await read('made/sft-6500/trainer_state.json'),
    ];
    for (const [tag, name] of [
      ['train/loss', 'loss'],
      ['train/grad_norm', 'grad_norm'],
      ['train/learning_rate', 'learning_rate'],
      ['eval/loss', 'eval_loss'],
    ] as const) {
      expect(stepsOf(events, tag)).toEqual(stepsOf(state, name));
      expect(valuesOf(events, tag)).toEqual(valuesOf(state, name).map(Math.fround));
    }
    expect([events.bad, events.remarks, events.ends]).toEqual([[], [], finished]);
    expect(events.facts.hyperparameters).toMatchObject({ max_steps: 6_500, learning_rate: 0.003 });
  });

  test('a divergence that the trainer hides: the loss is 0.0 from step 19 on, gradient norm and evaluation are NaN', async () => {
    const run = await read('made/diverge-filter-on/trainer_state.json');
    const losses = valuesOf(run, 'loss');
    expect(stepsOf(run, 'loss')[losses.indexOf(0)]).toBe(19);
    expect(losses.slice(losses.indexOf(0)).every((loss) => loss === 0)).toBe(true);
    expect(valuesOf(run, 'grad_norm').slice(18).every(Number.isNaN)).toBe(true);
    expect(valuesOf(run, 'eval_loss')).toEqual(Array.from({ length: 6 }, () => Number.NaN));
    expect(run.bad).toEqual([]);
  });

  test('DPO with all its rewards and 8 evaluations', async () => {
    const run = await read('made/dpo-400/trainer_state.json');
    for (const reward of ['chosen', 'rejected', 'margins', 'accuracies'])
      expect([valuesOf(run, `rewards/${reward}`).length, valuesOf(run, `eval_rewards/${reward}`).length]).toEqual([80, 8]);
    expect(run.ends).toEqual(finished);
  });

  test.each([
    ['yc1999+stanford_alpaca', 1_218],
    ['sherryxzhao+lora_alpaca', 121],
  ])('%s trained the same 1,218 steps', async (name, entryCount) => {
    const run = await read(`${name}/output/trainer_state.json`);
    expect([stepsOf(run, 'loss').length, Math.max(...stepsOf(run, 'train_loss')), run.facts.name, run.ends]).toEqual([
      entryCount,
      1_218,
      name,
      finished,
    ]);
  });

  test('the state of a checkpoint is the beginning of the final one, and the same run', async () => {
    const folder = 'syGOAT+Mistral-v0.2-Translator-bf16';
    const [part, whole] = [await read(`${folder}/checkpoint-4000/trainer_state.json`), await read(`${folder}/trainer_state.json`)];
    expect(part.identity).toEqual(whole.identity);
    expect(part.facts.name).toBe(whole.facts.name);
    expect(whole.series['loss']?.slice(0, 400)).toEqual(part.series['loss']);
    expect([part.series['loss']?.length, whole.series['loss']?.length]).toEqual([400, 866]);
    expect(part.ends).toEqual([{ status: 'INTERRUPTED', details: 'Its file ends at step 4,000 of 8,660.' }]);
    expect(whole.ends).toEqual(finished);
  });

  test('many metrics of an entry, and lr for the learning rate', async () => {
    const run = await read('HangerYang+Star/trainer_state.json');
    expect(Object.keys(run.series).filter((name) => name.startsWith('train/'))).toHaveLength(14);
    expect([run.series['lr']?.length, run.series['train/acc_0']?.length, run.series['learning_rate']]).toEqual([2_000, 2_000, undefined]);
    expect(run.ends).toEqual([{ status: 'INTERRUPTED', details: 'Its file ends at step 40,000 of 252,780.' }]);
    expect(run.bad).toEqual([]);
  });

  test.each([
    ['Fujump+qlora/output', 1_000, 10_000],
    ['arkB+morazubot_v4/output', 155, 77_950],
  ])('%s ends at its last step', async (name, entryCount, lastStep) => {
    const run = await read(`${name}/trainer_state.json`);
    expect([run.series['loss']?.length, run.facts.totalSteps, run.ends]).toEqual([entryCount, lastStep, finished]);
  });

  test('a small run with 5 evaluations', async () => {
    const run = await read('LusterSourav+adaption-autoscientist-challenge-50000-prize-pool-bisenx/translation_model/trainer_state.json');
    expect([run.series['loss']?.length, run.series['eval_loss']?.length, run.ends]).toEqual([81, 5, finished]);
  });

  test('an interrupted run: 202 of 5,100 steps', async () => {
    const run = await read('hykun1989+360-LLaMA-Factory-grpo/trainer_log.jsonl');
    expect([run.series['loss']?.length, run.series['lr']?.length, run.facts.totalSteps, run.bad]).toEqual([202, 202, 5_100, []]);
    expect(run.ends).toEqual([{ status: 'INTERRUPTED', details: 'Its file ends at step 202 of 5,100.' }]);
    const seconds = 2 * 3_600 + 30 * 60 + 48 - 63;
    expect((run.points.at(-1)?.at.getTime() ?? 0) - (run.points[0]?.at.getTime() ?? 0)).toBe(seconds * 1_000);
  });

  test('a whole log of LLaMA-Factory, whose tokens were not counted', async () => {
    const run = await read('syGOAT+Mistral-v0.2-Translator-bf16/trainer_log.jsonl');
    expect(Object.fromEntries(Object.entries(run.series).map(([name, values]) => [name, values.length]))).toEqual({
      loss: 866,
      learning_rate: 866,
      epoch: 867,
    });
    expect([run.points.at(-1)?.step, run.points.at(-1)?.attempt, run.ends]).toEqual([8_660, 1, finished]);
  });

  test('a W&B log that is cut off after 39 steps', async () => {
    const run = await read('yc1999+stanford_alpaca/wandb/run-20230707_160014-5hx57wy1/run-5hx57wy1.wandb');
    expect(stepsOf(run, 'train/loss')).toEqual(Array.from({ length: 39 }, (_, index) => index + 1));
    expect(run.identity).toEqual({ kind: 'id', externalId: 'wandb/huggingface/5hx57wy1' });
    expect(run.ends.map(({ status }) => status)).toEqual(['INTERRUPTED']);
    expect(run.facts).toMatchObject({
      project: 'huggingface',
      totalEpochs: 3,
      hyperparameters: { vocab_size: 32_001, hidden_size: 4_096 },
    });
    expect(run.system.filter(({ metric }) => metric === 'gpu.0.powerWatts')).toHaveLength(16);
    expect(run.bad).toEqual([]);
  });

  test('studies of hyperparameters are no trainings', async () => {
    await expect(read('made/hpo/tpe.trials.csv')).rejects.toThrow('its format is not known');
  });
});
