import { symlink } from 'node:fs/promises';
import { relative } from 'node:path';
import { expect, test } from 'vitest';
import { runFormats } from '../formats.ts';
import { findRuns } from './find.ts';
import { useFolder } from './reading.testing.ts';

const folder = useFolder();
const found = async (name: string) => {
  const { sources, broken: _broken, ...counts } = await findRuns(folder.path(name), runFormats);
  return { runs: sources.map(({ path, format }) => `${relative(folder.path(name), path)}: ${format}`), ...counts };
};
const state = (...steps: number[]): string =>
  JSON.stringify({ global_step: steps.at(-1), best_model_checkpoint: null, log_history: steps.map((step) => ({ step, loss: step })) });

test('a folder is searched for runs of every format, and what else is in it is counted', async () => {
  await folder.write('all/a/trainer_state.json', state(1, 2));
  await folder.write('all/a/trainer_log.jsonl', '{"current_steps": 1, "total_steps": 2, "loss": 3}\n');
  await folder.write('all/a/config.json', '{"model_type": "llama"}');
  await folder.write('all/a/model.safetensors', 'x');
  await folder.write('all/a/train.jsonl', '{"instruction": "a", "output": "b"}\n');
  await folder.write('all/b/metrics.csv', 'step,loss\n1,2\n');
  await folder.write('all/b/metrics.jsonl', '{"step": 1, "loss": 2}\n');
  await folder.write('all/c/events.out.tfevents.1.host', 'x');
  await folder.write('all/c/events.out.tfevents.2.host', 'x');
  await folder.write('all/mlruns/0/meta.yaml', "experiment_id: '0'\nname: Default\n");
  await folder.write('all/mlruns/0/r1/meta.yaml', 'run_id: r1\nlifecycle_stage: active\n');
  await folder.write('all/mlruns/0/r1/artifacts/metrics.csv', 'step,loss\n1,2\n');
  await folder.write('all/mlruns/0/r2/meta.yaml', 'run_id: r2\nlifecycle_stage: deleted\n');
  await folder.write('all/wandb/run-1/run-1.wandb', Buffer.from(':W&B'));
  await folder.write('all/node_modules/x/metrics.csv', 'step,loss\n1,2\n');
  await symlink(folder.path('all/b'), folder.path('all/latest'));
  expect(await found('all')).toEqual({
    runs: [
      'a/trainer_log.jsonl: LLaMA-Factory trainer log',
      'a/trainer_state.json: Hugging Face trainer state',
      'b/metrics.csv: CSV of metrics',
      'b/metrics.jsonl: JSON Lines of metrics',
      'c: TensorBoard',
      'mlruns/0/r1: MLflow run',
      'wandb/run-1/run-1.wandb: W&B log',
    ],
    otherCount: 4,
    deletedCount: 1,
  });
});

test('of a run’s checkpoints only the longest is read; one of another run in the same folder is a run of its own', async () => {
  await folder.write('run/checkpoint-2/trainer_state.json', state(1, 2));
  await folder.write('run/checkpoint-4/trainer_state.json', state(1, 2, 3, 4));
  await folder.write('run/trainer_state.json', state(1, 2, 3, 4, 5, 6));
  await folder.write('run/checkpoint-1000/trainer_state.json', state(500, 1_000));
  expect(await found('run')).toEqual({
    runs: ['checkpoint-1000/trainer_state.json: Hugging Face trainer state', 'trainer_state.json: Hugging Face trainer state'],
    otherCount: 2,
    deletedCount: 0,
  });
});

test('a file that is named as a run and holds none is named with its fault', async () => {
  await folder.write('mixed/good/trainer_state.json', state(1, 2));
  await folder.write('mixed/empty/trainer_state.json', ' \n');
  await folder.write('mixed/none/trainer_state.json', '{"global_step": 3}');
  await folder.write('mixed/torn/trainer_state.json', 'log_history');
  await folder.write('mixed/empty.json', '');
  const { sources, broken, otherCount } = await findRuns(folder.path('mixed'), runFormats);
  expect(sources.map(({ path }) => relative(folder.path('mixed'), path))).toEqual(['good/trainer_state.json']);
  expect(broken.map(({ path, fault }) => `${relative(folder.path('mixed'), path)}: ${fault}`)).toEqual([
    'empty/trainer_state.json: it is empty',
    'none/trainer_state.json: it has no list log_history',
    'torn/trainer_state.json: it is no JSON object',
  ]);
  expect(otherCount).toBe(1);
});

test('runs in folders of their own are runs, however alike they begin', async () => {
  await folder.write('seeds/lr-1/trainer_state.json', state(1, 2));
  await folder.write('seeds/lr-2/trainer_state.json', state(1, 3));
  expect((await found('seeds')).runs).toHaveLength(2);
});
