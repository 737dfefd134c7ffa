import { expect, test } from 'vitest';
import { readFileAs, useFolder, writtenAt } from '../../runs/reading.testing.ts';
import { trainerLog } from './trainer-log.ts';

const folder = useFolder();
const read = async (name: string, lines: readonly (object | string)[]) =>
  readFileAs(
    trainerLog,
    await folder.write(name, lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n')),
  );
const line = (step: number, members: object = {}, seconds = step): object => ({
  current_steps: step,
  total_steps: 40,
  loss: 100 - step,
  epoch: step / 10,
  percentage: 1,
  elapsed_time: `0:00:${String(seconds).padStart(2, '0')}`,
  remaining_time: '3 days, 17:51:32',
  ...members,
});

test('is recognised by its first line', () => {
  expect(trainerLog.recognises(JSON.stringify(line(1)), 'trainer_log.jsonl')).toBe(true);
  expect(trainerLog.recognises('{"step": 1, "loss": 2}', 'trainer_log.jsonl')).toBe(false);
});

test('gives the metrics of each line, not those of progress, with numbers that are written as texts', async () => {
  const { series, facts, ends } = await read('whole/trainer_log.jsonl', [
    line(10, { lr: 1e-5, throughput: '12.50', total_tokens: 600 }),
    line(20, { eval_loss: 'NaN', throughput: '13.00', total_tokens: 1_200 }),
    { current_steps: 40, total_steps: 40, epoch: 4, elapsed_time: '0:00:40', remaining_time: '0:00:00' },
  ]);
  expect(series).toEqual({
    loss: ['10 90', '20 80'],
    epoch: ['10 1', '20 2', '40 4'],
    lr: ['10 0.00001'],
    eval_loss: ['20 NaN'],
    throughput: ['10 12.5', '20 13'],
    total_tokens: ['10 600', '20 1200'],
  });
  expect(facts).toMatchObject({ name: 'whole', totalSteps: 40, totalTokensProcessed: 1_200 });
  expect(ends).toEqual([{ status: 'FINISHED', reason: 'COMPLETED' }]);
});

test('tokens that were not counted are no zeros', async () => {
  const { series } = await read('uncounted/trainer_log.jsonl', [line(10, { throughput: '0.00', total_tokens: 0 })]);
  expect(Object.keys(series)).toEqual(['loss', 'epoch']);
});

test('its times count back from when it was written', async () => {
  const { points, facts } = await read('times/trainer_log.jsonl', [line(10), line(25)]);
  expect(points.map(({ at }) => writtenAt.getTime() - at.getTime())).toEqual([15_000, 15_000, 0, 0]);
  expect(facts.startedAt).toEqual(new Date(writtenAt.getTime() - 25_000));
});

test('two ranks that write into it are one attempt, a restart is another', async () => {
  const ranks = await read('ranks/trainer_log.jsonl', [line(10), line(10), line(20), line(10), line(20), line(30), line(30)]);
  expect(ranks.points.every(({ attempt }) => attempt === 1)).toBe(true);
  const restarted = await read('restarted/trainer_log.jsonl', [
    line(10),
    line(20),
    line(30),
    line(10, {}, 5),
    line(20, {}, 9),
    line(35, {}, 20),
  ]);
  expect(restarted.series['loss']).toEqual(['10 90', '20 80', '30 70', '10 90 #2', '20 80 #2', '35 65 #2']);
});

test('a run that stops early is interrupted, where it stopped', async () => {
  expect((await read('stopped/trainer_log.jsonl', [line(10), line(20)])).ends).toEqual([
    { status: 'INTERRUPTED', details: 'Its file ends at step 20 of 40.' },
  ]);
});

test('a longer log begins as the shorter one', async () => {
  const [short, long, other] = [
    await read('a/trainer_log.jsonl', [line(10)]),
    await read('b/trainer_log.jsonl', [line(10), line(20)]),
    await read('c/trainer_log.jsonl', [line(20)]),
  ];
  expect(short.identity).toEqual(long.identity);
  expect(other.identity).not.toEqual(long.identity);
});

test('a broken line is reported with its number, and costs no other', async () => {
  const { bad, series } = await read('bad/trainer_log.jsonl', [line(10), '{"current_steps": 11, ', '[]', line(-5), line(20), '']);
  expect(bad).toEqual([
    expect.stringMatching(/^2:  is not JSON/),
    '3:  is not a JSON object',
    '4: current_steps is -5; a whole number from 0 is expected',
  ]);
  expect(series['loss']).toEqual(['10 90', '20 80']);
});
