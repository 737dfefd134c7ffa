import { describe, expect, test } from 'vitest';
import { HEAD_PX, ROW_PX, gridRows, rowsInView } from './grid-rows.ts';
import { alertMarks } from './loss-marks.ts';
import { lossViewOf, readJobView, readZoom, zoomText } from './job-view.ts';
import { stepsOf } from './steps-of.ts';

describe('the view in the address', () => {
  test('what is at its default, or says nothing, is left out', () =>
    expect(
      Object.values(readJobView({ x: 'step', y: 'linear', tab: 'metrics', smooth: 'much', zoom: '9..3', kind: 'ema' })).filter(
        (value) => value !== undefined,
      ),
    ).toEqual([]));
  test('a written view is read', () =>
    expect(readJobView({ x: 'tokens', y: 'log', smooth: '0.9', zoom: '100..300', tab: 'attempts', attempts: 'all' })).toMatchObject({
      x: 'tokens',
      y: 'log',
      smooth: '0.9',
      zoom: '100..300',
      tab: 'attempts',
      attempts: 'all',
    }));
  test('what is looked at of predictions is read, what is no epoch left out', () =>
    expect(
      readJobView({
        tab: 'predictions',
        epochs: ['3', '1', '-1', 'x'],
        change: 'worse',
        against: 'reference',
        score: 'judge',
        find: 'a b',
      }),
    ).toMatchObject({ tab: 'predictions', epochs: ['3', '1'], change: 'worse', against: 'reference', score: 'judge', find: 'a b' }));
  test('is drawn in the words of the chart', () => {
    expect(lossViewOf({})).toMatchObject({ xAxis: 'step', scale: 'linear', smoothingKind: 'ema', smoothing: 0.6 });
    expect(lossViewOf({ smooth: '7' }).smoothing).toBe(0.999);
    expect(lossViewOf({ kind: 'gaussian', smooth: '7' }).smoothing).toBe(7);
  });
  test.each([
    [[100, 300], '100..300'],
    [[0.123456789, 0.2], '0.123457..0.2'],
    [[1_700_000_000_000, 1_700_000_060_000], '1700000000000..1700000060000'],
    [null, undefined],
  ] as const)('a zoom of %j is written %j', (zoom, text) => {
    expect(zoomText(zoom)).toBe(text);
    if (text !== undefined) expect(zoomText(readZoom(text))).toBe(text);
  });
  test.each(['', '5', '5..', '..5', 'a..b', '5..5', '9..3'])('%j is no zoom', (text) => expect(readZoom(text)).toBeNull());
});

describe('alerts of the trainer on the loss', () => {
  const alert = (title: string, level: 'INFO' | 'WARN' | 'ERROR', step: number | null) => ({
    title,
    level,
    step,
    text: null,
    at: '2026-01-01T00:00:00Z',
  });
  test('those of one step are one mark, in the tone of the most urgent; without a step there is none', () =>
    expect(
      alertMarks([alert('slow', 'INFO', 5), alert('spike', 'ERROR', 5), alert('odd', 'WARN', 5), alert('done', 'INFO', null)]),
    ).toEqual([{ step: 5, tone: 'bad', label: 'spike, 2 more' }]));
  test('the newest 20 steps are marked', () => {
    const marks = alertMarks(Array.from({ length: 30 }, (_, place) => alert('spike', 'WARN', 30 - place)));
    expect(marks).toHaveLength(20);
    expect(marks.at(-1)).toEqual({ step: 11, tone: 'warn', label: 'spike' });
  });
});

describe('stepsOf', () => {
  const curve = { step: [10, 20, 30, 40], value: [1, 2, 3, 4], at: [1_000, 2_000, 3_000, 4_000], x: [0.1, 0.2, 0.3, 0.4] };
  test.each([
    ['step', [12.5, 17.5], [12, 18]],
    ['wall', [2_100, 2_900], [20, 30]],
    ['relative', [1_000, 2_000], [20, 30]],
    ['epoch', [0, 0.25], [10, 30]],
    ['epoch', [0.35, 9], [30, 40]],
  ] as const)('along %s %j covers the steps %j', (axis, range, steps) => expect(stepsOf(curve, axis, range)).toEqual(steps));
  test('without a curve only steps are known', () => {
    expect(stepsOf(null, 'epoch', [0, 1])).toBeNull();
    expect(stepsOf({ ...curve, x: null }, 'tokens', [0, 1])).toBeNull();
    expect(stepsOf(null, 'step', [-3, 1])).toEqual([0, 1]);
  });
});

describe('the rows of the grid', () => {
  const chart = (key: string) => ({ key, title: key, train: key, eval: null, isSystem: false });
  const sections = [
    { name: 'general', charts: [chart('a'), chart('b'), chart('c')] },
    { name: 'rewards', charts: [chart('d')] },
  ];
  test('each section begins a row', () =>
    expect(gridRows(sections, 2).map((row) => (row.kind === 'head' ? row.name : row.charts.map(({ key }) => key)))).toEqual([
      'general',
      ['a', 'b'],
      ['c'],
      'rewards',
      ['d'],
    ]));
  test('rows stand under each other without a gap', () => {
    const rows = gridRows(sections, 2);
    rows.forEach(({ top }, place) => expect(top).toBe(rows.slice(0, place).reduce((sum, { height }) => sum + height, 0)));
    expect(rows.map(({ height }) => height)).toEqual([HEAD_PX, ROW_PX, ROW_PX, HEAD_PX, ROW_PX]);
  });
  test('of 12,000 charts those in view are drawn, wherever the page is scrolled to', () => {
    const many = gridRows([{ name: 'all', charts: Array.from({ length: 12_000 }, (_, place) => chart(String(place))) }], 3);
    for (const scrolled of [-5_000, 0, 100_000, 10_000_000]) {
      const [first, end] = rowsInView(many, scrolled, 900);
      expect(end - first).toBeLessThan(9);
      if (scrolled === 100_000) expect(many[first]?.top).toBeLessThan(100_000);
    }
  });
});
