import { describe, expect, test } from 'vitest';
import { readSource, useFolder } from '../../runs/reading.testing.ts';
import { mlflowRunIn } from './mlflow-folder.ts';

const folder = useFolder();
const experiment = 'mlruns/42';
async function runOf(id: string, files: Readonly<Record<string, string>>, meta: Readonly<Record<string, string>> = {}): Promise<string> {
  await folder.write(`${experiment}/meta.yaml`, "experiment_id: '42'\nname: 'my: experiment'\n");
  const members = {
    end_time: '1795182240000',
    lifecycle_stage: 'active',
    run_id: id,
    run_name: 'calm-crow-7',
    start_time: '1795182228000',
    status: '3',
    user_id: 'me',
    ...meta,
  };
  await folder.write(
    `${experiment}/${id}/meta.yaml`,
    `${Object.entries(members)
      .map(([key, value]) => `${key}: ${value}\n`)
      .join('')}tags: []\n`,
  );
  for (const [name, text] of Object.entries(files)) await folder.write(`${experiment}/${id}/${name}`, text);
  return folder.path(`${experiment}/${id}`);
}
async function read(path: string) {
  const source = await mlflowRunIn(path);
  if (source === null || source === 'deleted') throw new Error('no run');
  return readSource(source);
}

describe('a run of MLflow’s file store', () => {
  test('has its metrics in files, nested names in folders', async () => {
    const { series, points, identity, endedAt } = await read(
      await runOf('aaa', {
        'metrics/loss': '1795182229000 2.5 1\n1795182230000 nan 2\n',
        'metrics/eval/rewards/chosen': '1795182231500 -inf 2\n',
      }),
    );
    expect(series).toEqual({ 'eval/rewards/chosen': ['2 -Infinity'], loss: ['1 2.5', '2 NaN'] });
    expect(points[0]?.at.toISOString()).toBe('2026-11-20T13:43:51.500Z');
    expect(identity).toEqual({ kind: 'id', externalId: 'aaa' });
    expect(endedAt?.toISOString()).toBe('2026-11-20T13:44:00.000Z');
  });

  test('has its parameters, tags, experiment, dataset and parent', async () => {
    await folder.write(`${experiment}/datasets/d1/meta.yaml`, 'digest: x\nname: squad\n');
    const { facts } = await read(
      await runOf('bbb', {
        'params/lr': '0.1',
        'params/opt/name': 'adam',
        'tags/team': 'search',
        'tags/mlflow.runName': 'renamed',
        'tags/mlflow.note.content': 'why\nso',
        'tags/mlflow.parentRunId': 'aaa',
        'tags/mlflow.user': 'you',
        'inputs/i1/meta.yaml': 'source_id: d1\nsource_type: DATASET\n',
      }),
    );
    expect(facts).toEqual({
      name: 'renamed',
      project: 'my: experiment',
      groupName: 'aaa',
      tags: ['team=search'],
      notes: 'why\nso',
      userName: 'you',
      datasetName: 'squad',
      hyperparameters: { lr: '0.1', 'opt/name': 'adam' },
      startedAt: new Date('2026-11-20T13:43:48Z'),
    });
  });

  test('a metric that was only logged without steps has the order of its values', async () => {
    const { series } = await read(
      await runOf('ccc', {
        'metrics/never': '1795182229000 3 0\n1795182229000 2 0\n1795182229001 1 0\n',
        'metrics/once': '1795182229000 3 0\n',
        'metrics/old': '1795182229 3\n1795182230 2\n',
        'metrics/always': '1795182229000 3 0\n1795182229000 2 1\n1795182229000 4 0\n',
      }),
    );
    expect(series).toEqual({ never: ['0 3', '1 2', '2 1'], once: ['0 3'], old: ['0 3', '1 2'], always: ['0 3', '1 2', '0 4'] });
  });

  test.each([
    ['1', { status: 'INTERRUPTED', details: 'MLflow has it as not ended.' }],
    ['3', { status: 'FINISHED', reason: 'COMPLETED' }],
    ['4', { status: 'FAILED', reason: 'REPORTED', details: 'MLflow has it as FAILED.' }],
    ['5', { status: 'CANCELLED', reason: 'USER' }],
    ['FAILED', { status: 'FAILED', reason: 'REPORTED', details: 'MLflow has it as FAILED.' }],
  ])('with the status %s has ended accordingly', async (status, end) => {
    expect((await read(await runOf(`status-${status}`, {}, { status, ...(status === '1' && { end_time: 'null' }) }))).ends).toEqual([end]);
  });

  test('a bad line is reported with its file and number, and costs no other', async () => {
    const { series, bad, points } = await read(
      await runOf('ddd', { 'metrics/loss': '1795182229000 2.5 1\nnow 2 2\n1795182229000 many 2\n1795182229000 2 -2\n1795182229000 1 3\n' }),
    );
    expect(series['loss']).toEqual(['1 2.5', '3 1']);
    expect(bad.map((text) => text.split(';')[0])).toEqual([
      '2:  is "now 2 2"',
      '3:  is "1795182229000 many 2"',
      '4:  is "1795182229000 2 -2"',
    ]);
    expect(points[0]?.place).toEqual({ file: folder.path(`${experiment}/ddd/metrics/loss`), unit: 'line', number: 1 });
  });

  test('is not what an experiment or a deleted run is', async () => {
    const path = await runOf('eee', {}, { lifecycle_stage: 'deleted' });
    expect(await mlflowRunIn(path)).toBe('deleted');
    expect(await mlflowRunIn(folder.path(experiment))).toBeNull();
    expect(await mlflowRunIn(folder.path('nowhere'))).toBeNull();
  });
});
