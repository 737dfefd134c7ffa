import { crc32 } from 'node:zlib';
import protobuf from 'protobufjs';
import { describe, expect, test } from 'vitest';
import { readFileAs, useFolder, writtenAt } from '../../../runs/reading.testing.ts';
import { wandbHead } from './log.ts';
import { wandb } from './wandb.ts';

/**
 * What is read of wandb_internal.proto, as W&B's client 0.31 has it: protobufjs makes an encoder of it that shares no code with the reader.
 */
const { root } = protobuf.parse(`
  syntax = "proto3";
  message Time { int64 seconds = 1; int32 nanos = 2; }
  message Record { int64 num = 1; oneof record_type { History history = 2; Items summary = 3; Items config = 5; Stats stats = 7; Run run = 17; Exit exit = 18; Empty preempting = 23; Environment environment = 26; } string uuid = 19; }
  message Item { string key = 1; repeated string nested_key = 2; oneof value { bool boolean = 4; sint64 integer = 5; double number = 6; string text = 7; string json = 8; string value_json = 16; } }
  message Items { repeated Item update = 1; }
  message History { repeated Item item = 1; HistoryStep step = 2; } message HistoryStep { int64 num = 1; }
  message Stats { int32 stats_type = 1; Time timestamp = 2; repeated Item item = 3; }
  message Run { string run_id = 1; string entity = 2; string project = 3; Items config = 4; string run_group = 6; string job_type = 7; string display_name = 8; string notes = 9; repeated string tags = 10; string host = 13; Time start_time = 17; }
  message Exit { int32 exit_code = 1; int32 runtime = 2; } message Empty {}
  message Environment { string os = 1; uint32 cpu_count = 16; string gpu_type = 18; uint32 gpu_count = 19; }
`);
const type = root.lookupType('Record');
const encoded = (message: object): Buffer => Buffer.from(type.encode(type.fromObject(message)).finish());

/** A log as LevelDB's writer frames it: in blocks of 32 KiB, the first of them with W&B's head. */
function log(records: readonly Buffer[]): Buffer {
  const blockBytes = 32 * 1024;
  const parts: Buffer[] = [wandbHead];
  let at = wandbHead.length;
  const push = (part: Buffer): void => {
    parts.push(part);
    at += part.length;
  };
  for (const record of records) {
    let from = 0;
    do {
      const left = blockBytes - (at % blockBytes);
      if (left < 7) {
        push(Buffer.alloc(left));
        continue;
      }
      const data = record.subarray(from, from + left - 7);
      const isEnd = from + data.length === record.length;
      const kind = from === 0 ? (isEnd ? 1 : 2) : isEnd ? 4 : 3;
      const typed = Buffer.concat([Buffer.from([kind]), data]);
      const head = Buffer.alloc(6);
      head.writeUInt32LE(crc32(typed), 0);
      head.writeUInt16LE(data.length, 4);
      push(Buffer.concat([head, typed]));
      from += data.length;
      if (isEnd) break;
    } while (from <= record.length);
  }
  return Buffer.concat(parts);
}

const folder = useFolder();
const run = { run: { runId: 'abc', project: 'p', displayName: 'my run', startTime: { seconds: 1_795_182_228 } } };
const item = (key: string, value: unknown): object => ({ key, valueJson: JSON.stringify(value) });
const row = (step: number, values: Record<string, unknown>): object => ({
  history: {
    step: { num: step },
    item: Object.entries({ ...values, _timestamp: 1_795_182_228 + step }).map(([key, value]) => item(key, value)),
  },
});
const exit = (exitCode: number): object => ({ exit: { exitCode } });
const read = async (name: string, ...records: object[]) =>
  readFileAs(wandb, await folder.write(`${name}/run-abc.wandb`, log(records.map(encoded))));

describe('a log of W&B', () => {
  test('is recognised by its head', () => {
    expect(wandb.recognises(wandbHead.toString('utf8'), 'a')).toBe(true);
    expect(wandb.recognises('{}', 'run-abc.wandb')).toBe(false);
  });

  test('gives each number of its history, at its step and time', async () => {
    const { series, points, identity, facts, ends, endedAt } = await read(
      'history',
      run,
      row(0, { loss: 2.5, note: 'text' }),
      row(1, { loss: 2, lr: '0.1' }),
      exit(0),
    );
    expect(series).toEqual({ loss: ['0 2.5', '1 2'], lr: ['1 0.1'] });
    expect(points[1]?.at.toISOString()).toBe('2026-11-20T13:43:49.000Z');
    expect(identity).toEqual({ kind: 'id', externalId: 'wandb/p/abc' });
    expect(facts).toMatchObject({ name: 'my run', project: 'p', startedAt: new Date('2026-11-20T13:43:48Z') });
    expect([ends, endedAt?.toISOString()]).toEqual([[{ status: 'FINISHED', reason: 'COMPLETED' }], '2026-11-20T13:43:49.000Z']);
  });

  test('has nested keys, typed values and bare NaN; media and texts are no metrics', async () => {
    const { series } = await read('nested', run, {
      history: {
        item: [
          { nestedKey: ['train', 'loss'], valueJson: '1.5' },
          { key: 'deep', valueJson: '{"a": {"b": 2}, "c": "text"}' },
          { key: 'histogram', valueJson: '{"_type": "histogram", "bins": 3}' },
          { key: 'nan', valueJson: 'NaN' },
          { key: 'low', valueJson: '-Infinity' },
          { key: 'typedNumber', number: 0.25 },
          { key: 'typedInteger', integer: -3 },
          { key: 'typedText', text: 'word' },
          { key: 'typedJson', json: '{"x": 4}' },
          { key: 'flag', boolean: true },
          { key: '_step', integer: 7 },
          { key: '_runtime', number: 1.5 },
        ],
      },
    });
    expect(series).toEqual({
      'train.loss': ['7 1.5'],
      'deep.a.b': ['7 2'],
      nan: ['7 NaN'],
      low: ['7 -Infinity'],
      typedNumber: ['7 0.25'],
      typedInteger: ['7 -3'],
      'typedJson.x': ['7 4'],
    });
  });

  test('counts steps as its trainer does, where that logs its own', async () => {
    const { series } = await read(
      'global',
      run,
      row(0, { 'train/loss': 1, 'train/global_step': 10 }),
      row(1, { 'eval/loss': 2, 'train/global_step': 10 }),
    );
    expect(series).toEqual({ 'train/loss': ['10 1'], 'eval/loss': ['10 2'] });
  });

  test('holds its configuration in one object, and what else is known of the run', async () => {
    const { facts } = await read(
      'config',
      {
        run: {
          ...run.run,
          runGroup: 'g',
          notes: 'why',
          tags: ['a', 'b'],
          host: 'box',
          config: { update: [item('lr', 0.1), item('_wandb', { v: 1 }), item('opt', { name: 'adam' })] },
        },
      },
      { environment: { cpuCount: 8, gpuType: 'NVIDIA H100', gpuCount: 2 } },
      {
        config: {
          update: [
            { nestedKey: ['opt', 'betas'], valueJson: '[0.9, 0.95]' },
            item('model_name_or_path', 'gpt2'),
            item('max_steps', 500),
            { nestedKey: ['__proto__', 'x'], valueJson: '1' },
          ],
        },
      },
    );
    expect(facts).toMatchObject({
      groupName: 'g',
      notes: 'why',
      tags: ['a', 'b'],
      hardware: { cpuCount: 8, gpuName: 'NVIDIA H100', gpuCount: 2 },
      hyperparameters: { lr: 0.1, opt: { name: 'adam', betas: [0.9, 0.95] }, model_name_or_path: 'gpt2', max_steps: 500 },
      baseModel: 'gpt2',
      totalSteps: 500,
    });
    expect(facts.hyperparameters).not.toHaveProperty('_wandb');
    expect(({} as { x?: unknown }).x).toBeUndefined();
  });

  test('a number that only its summary has stands at its last step', async () => {
    const { series } = await read('summary', run, row(0, { loss: 2 }), row(9, { loss: 1 }), {
      summary: { update: [item('loss', 1), item('best', 0.5), item('_wandb', { runtime: 3 })] },
    });
    expect(series).toEqual({ loss: ['0 2', '9 1'], best: ['9 0.5'] });
  });

  test('its system metrics are those of the machine, with their own times', async () => {
    const { system } = await read('stats', run, {
      stats: { timestamp: { seconds: 1_795_182_230, nanos: 500_000_000 }, item: [item('gpu.0.gpu', 97.5), item('cpu', 12)] },
    });
    expect(system.map(({ metric, value, at }) => [metric, value, at.toISOString()])).toEqual([
      ['gpu.0.gpu', 97.5, '2026-11-20T13:43:50.500Z'],
      ['cpu', 12, '2026-11-20T13:43:50.500Z'],
    ]);
  });

  test.each([
    ['3', [exit(3)], { status: 'FAILED', reason: 'BAD_EXIT', details: 'Its process ended with exit code 3.' }],
    ['-9', [exit(-9)], { status: 'FAILED', reason: 'BAD_EXIT', details: 'Its process ended with exit code -9.' }],
    ['preempted', [{ preempting: {} }], { status: 'FAILED', reason: 'PREEMPTED', details: 'Its machine was preempted.' }],
    ['none', [], { status: 'INTERRUPTED', details: 'Its log ends at step 4, before the run did.' }],
  ])('with the exit %s has ended accordingly', async (name, records, end) => {
    expect((await read(`exit-${name}`, run, row(4, { loss: 1 }), ...records)).ends).toEqual([end]);
  });

  test('records go over blocks of 32 KiB, also of several', async () => {
    const texts = [32_000, 700, 90_000, 10, 200_000];
    const { series, bad, remarks } = await read(
      'blocks',
      run,
      ...texts.map((length, step) => row(step, { loss: step, text: 'x'.repeat(length) })),
      exit(0),
    );
    expect(series['loss']).toEqual(texts.map((_, step) => `${step} ${step}`));
    expect([bad, remarks]).toEqual([[], []]);
  });

  test('that is cut off anywhere gives what is whole, and is no fault', async () => {
    const whole = log([run, row(0, { loss: 0 }), row(1, { loss: 1, text: 'x'.repeat(70_000) }), row(2, { loss: 2 })].map(encoded));
    for (const length of [whole.length - 1, whole.length - 100, 70_000, 65_536, 40_000]) {
      const { series, bad, remarks, ends } = await readFileAs(
        wandb,
        await folder.write(`cut-${length}/run-abc.wandb`, whole.subarray(0, length)),
      );
      expect(series['loss']).toEqual(length > 70_200 ? ['0 0', '1 1'] : ['0 0']);
      expect([bad, remarks]).toEqual([[], [expect.stringContaining('is cut off; what is before it is imported')]]);
      expect(ends[0]?.status).toBe('INTERRUPTED');
    }
  });

  test('a broken record is reported with its number; the next block is read', async () => {
    const rows = Array.from({ length: 10 }, (_, step) => row(step, { loss: step, text: 'x'.repeat(6_000) }));
    const bytes = log([run, ...rows].map(encoded));
    bytes[20_000] = (bytes[20_000] as number) ^ 1;
    const { series, bad } = await readFileAs(wandb, await folder.write('broken/run-abc.wandb', bytes));
    expect(bad).toEqual([expect.stringMatching(/^5:  does not match its checksum/), expect.stringMatching(/has no beginning/)]);
    expect(series['loss']).toEqual(expect.arrayContaining(['2 2', '9 9']));
    expect(series['loss']).not.toContain('3 3');
  });

  test('a record that is none, and a row without a step, are reported', async () => {
    const bytes = log([
      encoded(run),
      Buffer.from([0x12, 0x7f]),
      encoded({ history: { item: [item('loss', 1), item('_step', -1)] } }),
      encoded(row(3, { loss: 3 })),
    ]);
    const { series, bad } = await readFileAs(wandb, await folder.write('none/run-abc.wandb', bytes));
    expect(bad).toEqual([expect.stringMatching(/^2:  is no record of W&B: /), '3: _step is -1; a whole number from 0 is expected']);
    expect(series['loss']).toEqual(['3 3']);
  });

  test('a file with another head fails, and one without a run holds none', async () => {
    await expect(readFileAs(wandb, await folder.write('foreign/run-abc.wandb', 'LevelDB'.repeat(10)))).rejects.toThrow(
      'its head is not that of a log of W&B',
    );
    expect((await read('empty')).runs).toEqual([]);
  });

  test('a run without times has those of its start, or of its file', async () => {
    const history = { history: { step: { num: 1 }, item: [item('loss', 1)] } };
    expect((await read('started', run, history)).points[0]?.at.toISOString()).toBe('2026-11-20T13:43:48.000Z');
    expect((await read('timeless', { run: { runId: 'abc' } }, history)).points[0]?.at).toEqual(writtenAt);
  });
});
