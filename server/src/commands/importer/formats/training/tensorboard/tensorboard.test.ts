import { readFile, rename } from 'node:fs/promises';
import protobuf from 'protobufjs';
import { describe, expect, test } from 'vitest';
import { readFileAs, useFolder } from '../../../runs/reading.testing.ts';
import { crc32c, maskedCrc32c } from './crc32c.ts';
import { tensorboard } from './tensorboard.ts';

/** What is read of TensorFlow's own .proto files: protobufjs makes an encoder of it that shares no code with the reader. */
const { root } = protobuf.parse(`
  syntax = "proto3";
  message Event { double wall_time = 1; int64 step = 2; string file_version = 3; Summary summary = 5; SessionLog session_log = 7; }
  message SessionLog { int32 status = 1; string checkpoint_path = 2; }
  message Summary { repeated Value value = 1; message Value { string tag = 1; float simple_value = 2; bytes histo = 5; TensorProto tensor = 8; Metadata metadata = 9; } }
  message Metadata { PluginData plugin_data = 1; string display_name = 2; }
  message PluginData { string plugin_name = 1; bytes content = 2; }
  message TensorProto { int32 dtype = 1; Shape shape = 2; bytes tensor_content = 4; repeated float float_val = 5; repeated double double_val = 6; repeated int32 int_val = 7; repeated bytes string_val = 8; repeated int64 int64_val = 10; repeated int32 half_val = 13; }
  message Shape { repeated Dim dim = 2; } message Dim { int64 size = 1; }
  message HParams { int32 version = 1; Start session_start_info = 3; End session_end_info = 4; }
  message Start { map<string, Val> hparams = 1; string model_uri = 2; } message End { int32 status = 1; double end_time = 2; }
  message Val { double number_value = 2; string string_value = 3; bool bool_value = 4; }
`);
const encode = (name: string, message: object): Buffer => {
  const type = root.lookupType(name);
  return Buffer.from(type.encode(type.fromObject(message)).finish());
};
function record(bytes: Buffer): Buffer {
  const frame = Buffer.alloc(16 + bytes.length);
  frame.writeBigUInt64LE(BigInt(bytes.length), 0);
  frame.writeUInt32LE(maskedCrc32c(frame.subarray(0, 8)), 8);
  bytes.copy(frame, 12);
  frame.writeUInt32LE(maskedCrc32c(bytes), 12 + bytes.length);
  return frame;
}
const event = (message: object): Buffer => record(encode('Event', { wallTime: 1_795_182_230.5, ...message }));
const begin = (wallTime = 1_795_182_228.25): Buffer => event({ wallTime, fileVersion: 'brain.Event:2' });
const scalar = (tag: string, step: number, simpleValue: number, wallTime = 1_795_182_230.5): Buffer =>
  event({ wallTime, step, summary: { value: [{ tag, simpleValue }] } });
const tensor = (tag: string, step: number, proto: object, plugin?: string): Buffer =>
  event({
    step,
    summary: { value: [{ tag, tensor: proto, ...(plugin !== undefined && { metadata: { pluginData: { pluginName: plugin } } }) }] },
  });
const start = (step: number): Buffer => event({ step, sessionLog: { status: 1 } });

const folder = useFolder();
const first = 'events.out.tfevents.1795182228.host.7.0';
const second = 'events.out.tfevents.1795189999.host.8.0';
const write = (name: string, ...parts: Buffer[]) => folder.write(name, Buffer.concat(parts));
const read = async (name: string, ...parts: Buffer[]) => readFileAs(tensorboard, await write(`${name}/${first}`, begin(), ...parts));

test('the checksum is CRC-32C (RFC 3720, B.4)', () => {
  expect(crc32c(Buffer.alloc(32)).toString(16)).toBe('8a9136aa');
  expect(crc32c(Buffer.alloc(32, 0xff)).toString(16)).toBe('62a8ab43');
  expect(crc32c(Buffer.from('123456789')).toString(16)).toBe('e3069283');
});

describe('event files', () => {
  test('are recognised by their first record, whatever they are called', async () => {
    const path = await write(`known/${first}`, begin());
    const head = (await readFile(path)).toString('utf8');
    expect(tensorboard.recognises(head, 'a')).toBe(true);
    expect(tensorboard.recognises('brain.Event:2', 'events.out.tfevents.1')).toBe(false);
    await rename(path, folder.path('known/renamed.bin'));
    expect((await readFileAs(tensorboard, folder.path('known/renamed.bin'))).facts.name).toBe('renamed');
  });

  test('of PyTorch hold single precision numbers, with their own times', async () => {
    const { series, points, facts } = await read(
      'torch',
      scalar('train/loss', 10, 2.5, 1_795_182_229),
      scalar('train/loss', 20, Number.NaN),
      scalar('eval/loss', 20, 0.1),
    );
    expect(series).toEqual({ 'train/loss': ['10 2.5', '20 NaN'], 'eval/loss': [`20 ${Math.fround(0.1)}`] });
    expect(points[0]?.at.toISOString()).toBe('2026-11-20T13:43:49.000Z');
    expect(facts).toEqual({ name: 'torch', startedAt: new Date('2026-11-20T13:43:48.250Z') });
  });

  test('of Keras hold tensors of one number, of any type', async () => {
    const content = Buffer.alloc(4);
    content.writeFloatLE(0.75);
    const double = Buffer.alloc(8);
    double.writeDoubleLE(1 / 3);
    const { series } = await read(
      'keras',
      tensor('content', 1, { dtype: 1, tensorContent: content }, 'scalars'),
      tensor('content', 2, { dtype: 1, tensorContent: content }),
      tensor('double', 1, { dtype: 2, tensorContent: double }, 'scalars'),
      tensor('floatVal', 1, { dtype: 1, floatVal: [0.5] }, 'scalars'),
      tensor('doubleVal', 1, { dtype: 2, doubleVal: [1 / 3] }, 'scalars'),
      tensor('intVal', 1, { dtype: 3, intVal: [-7] }, 'scalars'),
      tensor('int64Val', 1, { dtype: 9, int64Val: [1_000_000] }, 'scalars'),
      tensor('half', 1, { dtype: 19, halfVal: [0x3c00] }, 'scalars'),
      tensor('bfloat', 1, { dtype: 14, halfVal: [0x4040] }, 'scalars'),
    );
    expect(series).toEqual({
      content: ['1 0.75', '2 0.75'],
      double: [`1 ${1 / 3}`],
      floatVal: ['1 0.5'],
      doubleVal: [`1 ${1 / 3}`],
      intVal: ['1 -7'],
      int64Val: ['1 1000000'],
      half: ['1 1'],
      bfloat: ['1 3'],
    });
  });

  test('hold histograms, texts and tensors of several numbers too, which are no metrics', async () => {
    const { series, bad } = await read(
      'others',
      tensor('buckets', 1, { dtype: 2, doubleVal: [1, 2] }, 'histograms'),
      tensor('size', 1, { dtype: 3, intVal: [640] }, 'images'),
      tensor('size', 2, { dtype: 3, intVal: [640] }),
      tensor('text', 1, { dtype: 7, stringVal: [Buffer.from('hello')] }, 'text'),
      event({ step: 1, summary: { value: [{ tag: 'histogram', histo: Buffer.from([8, 1]) }] } }),
    );
    expect([series, bad]).toEqual([{}, []]);
  });

  test('a trainer that starts again at a step supersedes what follows it', async () => {
    const { series, attempts } = await read(
      'session',
      ...[10, 20, 30].map((step) => scalar('loss', step, 1)),
      start(20),
      scalar('loss', 20, 2),
      scalar('loss', 40, 2),
    );
    expect(attempts).toEqual([{ attempt: 2, fromStep: 20 }]);
    expect(series['loss']).toEqual(['10 1', '20 1', '30 1', '20 2 #2', '40 2 #2']);
  });

  test('a start that goes on where the file ended is no restart', async () => {
    const { series, attempts } = await read('continued', start(0), scalar('loss', 10, 1), start(11), scalar('loss', 20, 2));
    expect([series['loss'], attempts]).toEqual([['10 1', '20 2'], []]);
  });

  test('several of one folder are one run, in the order of their times; one that goes back is a restart', async () => {
    await write(`several/${second}`, begin(1_795_189_999), scalar('loss', 20, 2), scalar('loss', 30, 2));
    const path = await write(`several/${first}`, begin(), scalar('loss', 10, 1), scalar('loss', 20, 1), scalar('loss', 25, 1));
    const run = await readFileAs(tensorboard, path);
    expect(run.runs).toHaveLength(1);
    expect(run.series['loss']).toEqual(['10 1', '20 1', '25 1', '20 2 #2', '30 2 #2']);
    expect((await readFileAs(tensorboard, folder.path(`several/${second}`))).series).toEqual(run.series);
  });

  test('a second file for an evaluation at the last step is no restart', async () => {
    await write(`evaluated/${second}`, begin(1_795_189_999), scalar('eval/loss', 20, 1.5));
    const run = await readFileAs(
      tensorboard,
      await write(`evaluated/${first}`, begin(), scalar('loss', 20, 1), scalar('eval/loss', 20, 2)),
    );
    expect(run.attempts).toEqual([]);
  });

  test('a longer file, wherever it lies, begins as the shorter one; another run does not', async () => {
    const [short, long] = [await read('short', scalar('loss', 1, 1)), await read('long', scalar('loss', 1, 1), scalar('loss', 2, 1))];
    const other = await readFileAs(tensorboard, await write(`other/${first}`, begin(1_795_182_228.5), scalar('loss', 1, 1)));
    expect(short.identity).toEqual(long.identity);
    expect(other.identity).not.toEqual(long.identity);
  });

  test('the Hugging Face Trainer’s hold its arguments, and its summary at the end', async () => {
    const text = (tag: string, content: string): Buffer =>
      tensor(tag, 0, { dtype: 7, shape: { dim: [{ size: 1 }] }, stringVal: [Buffer.from(content)] }, 'text');
    const run = await read(
      'trainer',
      text('args/text_summary', '{"learning_rate": 0.001, "max_grad_norm": NaN}'),
      text('model_config/text_summary', '{"_name_or_path": "gpt2"}'),
      text('notes/text_summary', '{"learning_rate": 1}'),
      scalar('train/loss', 5, 1),
      event({
        step: 5,
        summary: {
          value: [
            { tag: 'train/train_runtime', simpleValue: 10 },
            { tag: 'train/train_loss', simpleValue: 2 },
          ],
        },
      }),
    );
    expect(run.facts).toMatchObject({ hyperparameters: { learning_rate: 0.001, max_grad_norm: 'NaN' }, baseModel: 'gpt2' });
    expect(run.ends).toEqual([{ status: 'FINISHED', reason: 'COMPLETED' }]);
    expect((await read('no-end', scalar('loss', 5, 1))).ends).toEqual([
      { status: 'UNKNOWN', details: 'Its event files end at step 5; they do not hold whether it ended there.' },
    ]);
  });

  test('sessions of the hparams plugin give hyperparameters and how it ended', async () => {
    const session = (content: object): Buffer =>
      event({
        summary: {
          value: [{ tag: '_hparams_/session', metadata: { pluginData: { pluginName: 'hparams', content: encode('HParams', content) } } }],
        },
      });
    const hparams = { lr: { numberValue: 0.1 }, optimizer: { stringValue: 'adam' }, nesterov: { boolValue: true } };
    const run = await read(
      'hparams',
      session({ sessionStartInfo: { hparams } }),
      scalar('loss', 1, 1),
      session({ sessionEndInfo: { status: 2 } }),
    );
    expect(run.facts.hyperparameters).toEqual({ lr: 0.1, optimizer: 'adam', nesterov: true });
    expect(run.ends).toEqual([{ status: 'FAILED', reason: 'REPORTED', details: 'Its session ended with STATUS_FAILURE.' }]);
  });

  test('a record that is cut off at the end is no fault: it is being written', async () => {
    const whole = Buffer.concat([begin(), scalar('loss', 1, 1), scalar('loss', 2, 1)]);
    for (const missing of [1, 4, 20, 30]) {
      const run = await readFileAs(tensorboard, await write(`cut-${missing}/${first}`, whole.subarray(0, whole.length - missing)));
      expect([run.series['loss'], run.bad]).toEqual([['1 1'], []]);
      expect(run.remarks).toEqual([expect.stringContaining('record 3 is cut off; what is before it is imported')]);
    }
  });

  test('a record that does not match its checksum is reported, and costs no other', async () => {
    const broken = scalar('loss', 2, 1);
    broken[20] = (broken[20] as number) ^ 1;
    const { series, bad } = await read('checksum', scalar('loss', 1, 1), broken, scalar('loss', 3, 1), record(Buffer.from([0x2a, 0x7f])));
    expect(series['loss']).toEqual(['1 1', '3 1']);
    expect(bad).toEqual(['3:  does not match its checksum', expect.stringMatching(/^5:  is no event of TensorBoard: /)]);
  });

  test('a length that does not match its checksum, or is absurd, ends the file', async () => {
    const broken = scalar('loss', 2, 1);
    broken[0] = (broken[0] as number) ^ 1;
    const { series, bad } = await read('length', scalar('loss', 1, 1), broken, scalar('loss', 3, 1));
    expect([series['loss'], bad]).toEqual([['1 1'], ['3:  has a length whose checksum does not match; what follows cannot be read']]);
    const absurd = Buffer.alloc(12);
    absurd.writeBigUInt64LE(1n << 40n);
    absurd.writeUInt32LE(maskedCrc32c(absurd.subarray(0, 8)), 8);
    expect((await read('absurd', absurd)).bad).toEqual([expect.stringContaining('has 1099511627776 bytes; at most')]);
  });
});
