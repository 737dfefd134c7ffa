import { describe, expect, test } from 'vitest';
import { readFileAs, useFolder, writtenAt } from '../../runs/reading.testing.ts';
import { metricsCsv, metricsJsonLines } from './metrics-table.ts';

const folder = useFolder();
const csv = async (name: string, ...rows: string[]) => readFileAs(metricsCsv, await folder.write(name, `${rows.join('\n')}\n`));
const json = async (name: string, ...rows: (object | string)[]) =>
  readFileAs(
    metricsJsonLines,
    await folder.write(name, rows.map((row) => (typeof row === 'string' ? row : JSON.stringify(row))).join('\n')),
  );

describe('CSV of metrics', () => {
  test.each([
    ['step,loss', true],
    ['epoch,accuracy,val_loss', true],
    ['"Wall time","Step","Value"', true],
    ['metric,step,value', true],
    ['timestamp,global_step,train/loss', true],
    ['step,epoch', false],
    ['time,loss', false],
    ['externalId,conversationId,step,role', false],
    ['number,value,datetime_start,params_warmup_steps,state', false],
  ])('with the header %s is recognised: %j', (header, isKnown) => expect(metricsCsv.recognises(`${header}\n1,2,3`, 'a.csv')).toBe(isKnown));

  test('has a column for each metric; empty cells are absent', async () => {
    const { series, bad, facts } = await csv(
      'lightning/metrics.csv',
      'epoch,step,train_loss,val_loss',
      '0,49,2.5,',
      '0,49,,2.75',
      '1,99,1e-3,nan',
      '1,99,,',
    );
    expect(series).toEqual({
      epoch: ['49 0', '49 0', '99 1', '99 1'],
      train_loss: ['49 2.5', '99 0.001'],
      val_loss: ['49 2.75', '99 NaN'],
    });
    expect([bad, facts.name]).toEqual([[], 'lightning']);
  });

  test('counts epochs where it has no steps', async () => {
    const { series, bad } = await csv('keras.csv', 'epoch,loss', '0,3', '1,2', '1.5,1');
    expect(series).toEqual({ loss: ['0 3', '1 2'] });
    expect(bad).toEqual(['4: epoch is "1.5"; a whole number from 0 is expected']);
  });

  test('in the long form has a row for each value', async () => {
    const { series } = await csv('long.csv', 'step,metric,value', '1,loss,3', '2,loss,2', '1,acc,0.5', '2,acc,0.75');
    expect(series).toEqual({ loss: ['1 3', '2 2'], acc: ['1 0.5', '2 0.75'] });
  });

  test('of TensorBoard’s page has its metric in its name', async () => {
    const { series, points } = await csv('run-exp-tag-loss.csv', 'Wall time,Step,Value', '1795182228.5,10,0.25');
    expect(series).toEqual({ loss: ['10 0.25'] });
    expect(points[0]?.at.toISOString()).toBe('2026-11-20T13:43:48.500Z');
  });

  test('may hold several runs, and parts of a metric', async () => {
    const { series, runs, ends } = await csv('runs.csv', 'run,step,split,loss', 'a,1,train,3', 'a,1,val,4', 'b,1,train,5', 'a,2,train,2');
    expect(runs).toEqual(['a', 'b']);
    expect(series).toEqual({ 'a: train/loss': ['1 3', '2 2'], 'a: val/loss': ['1 4'], 'b: train/loss': ['1 5'] });
    expect(ends).toHaveLength(2);
  });

  test('with seconds since the start counts back from when it was written', async () => {
    const { points, facts } = await csv('elapsed.csv', 'step,elapsed_time,loss', '1,10,3', '2,0:00:40,2');
    expect(points.map(({ at }) => writtenAt.getTime() - at.getTime())).toEqual([30_000, 0]);
    expect(facts.startedAt).toEqual(new Date(writtenAt.getTime() - 40_000));
  });

  test('without times has that of the file, and its end is not known', async () => {
    const { points, ends } = await csv('timeless.csv', 'step,loss', '1,3');
    expect(points[0]?.at).toEqual(writtenAt);
    expect(ends).toEqual([{ status: 'UNKNOWN', details: 'Its file ends at step 1; it does not hold whether the run ended there.' }]);
  });

  test('whose steps come again is two attempts', async () => {
    const { series } = await csv('restart.csv', 'step,loss', ...[1, 2, 3, 4, 2, 3, 5].map((step) => `${step},${step}`));
    expect(series['loss']).toEqual(['1 1', '2 2', '3 3', '4 4', '2 2 #2', '3 3 #2', '5 5 #2']);
  });

  test('a bad row or cell is reported with its line, and costs no other; a column of texts is left out', async () => {
    const { series, bad, remarks } = await csv('bad.csv', 'step,loss,host', '1,3,box', '-1,3,box', '2', ',3,box', '3,many,box', '4,1,box');
    expect(series).toEqual({ loss: ['1 3', '4 1'] });
    expect(bad).toEqual([
      '3: step is "-1"; a whole number from 0 is expected',
      '4:  has 1 cells; the header has 3',
      '5: step is absent',
      '6: loss is "many"; a number is expected',
    ]);
    expect(remarks).toEqual([expect.stringContaining('host holds no numbers ("box"); it is left out')]);
  });

  test('a longer file begins as the shorter one', async () => {
    const [short, long, other] = [
      await csv('s.csv', 'step,loss', '1,3'),
      await csv('l.csv', 'step,loss', '1,3', '2,2'),
      await csv('o.csv', 'step,loss', '1,4'),
    ];
    expect(short.identity).toEqual(long.identity);
    expect(other.identity).not.toEqual(long.identity);
  });
});

describe('JSON Lines of metrics', () => {
  test.each([
    ['{"step": 1, "loss": 2.5}', true],
    ['{"_step": 1, "loss": NaN}', true],
    ['{"epoch": 1, "val": {"loss": 2}}', true],
    ['{"metric": "loss", "step": 1, "value": 2}', true],
    ['{"step": 1}', false],
    ['{"step": "first", "text": "do this"}', false],
    ['{"externalId": "a", "conversationId": "b", "step": 1, "x": 2}', false],
    ['{"loss": 1}', false],
    ['[1, 2]', false],
  ])('that begin with %s are recognised: %j', (first, isKnown) =>
    expect(metricsJsonLines.recognises(`${first}\n`, 'a.jsonl')).toBe(isKnown),
  );

  test('are distinguished from one object alone, such as W&B’s summary, by a second line or their name', () => {
    const row = '{"_step": 39, "loss": 1}';
    expect(metricsJsonLines.recognises(row, 'wandb-summary.json')).toBe(false);
    expect(metricsJsonLines.recognises(`${row}\n{"instruction": "a"}\n`, 'a.log')).toBe(false);
    expect(metricsJsonLines.recognises(`${row}\n${row}\n`, 'a.log')).toBe(true);
    expect(metricsJsonLines.recognises(row, 'a.ndjson')).toBe(true);
  });

  test('have a member for each metric, nested ones under their path', async () => {
    const { series } = await json(
      'wide.jsonl',
      { step: 1, loss: 3, val: { loss: 4, top: { k: 5 } } },
      '{"step": 2, "loss": NaN, "lr": null}',
      { step: 3, acc: '0.5' },
    );
    expect(series).toEqual({ loss: ['1 3', '2 NaN'], 'val/loss': ['1 4'], 'val/top/k': ['1 5'], acc: ['3 0.5'] });
  });

  test('in the long form have a line for each value', async () => {
    const { series, points } = await json(
      'long.jsonl',
      { key: 'loss', value: 3, step: 1, timestamp: 1_795_182_228_000 },
      { key: 'acc', value: 0.5, step: 1, timestamp: 1_795_182_229_000 },
    );
    expect(series).toEqual({ loss: ['1 3'], acc: ['1 0.5'] });
    expect(points[1]?.at.toISOString()).toBe('2026-11-20T13:43:49.000Z');
  });

  test('a broken line, and one that has an epoch where the others have steps, are reported', async () => {
    const { series, bad } = await json(
      'bad.jsonl',
      { step: 10, epoch: 1, loss: 3 },
      '{"step": 20, ',
      '5',
      { epoch: 2, loss: 1 },
      { step: 30, loss: 2 },
    );
    expect(series).toEqual({ epoch: ['10 1'], loss: ['10 3', '30 2'] });
    expect(bad).toEqual([expect.stringMatching(/^2:  is not JSON/), '3:  is not a JSON object', '4:  has no step']);
  });
});
